import type { Actor, RpcInput } from '@edu/contract-kit';
import type { bookingRpc } from '@edu/contracts-booking';
import { userPrincipal } from '@edu/identity';
import type { Families } from '../family/families.service.ts';

export type Filters = RpcInput<typeof bookingRpc.counts>;

/** Undefined for the bookings of one's own. @throws booking.learner_not_found */
export async function childrenOf(
  families: Families,
  { as, learnerId }: Pick<Filters, 'as' | 'learnerId'>,
  actor: Actor,
): Promise<string[] | undefined> {
  if (as === 'provider' || learnerId === actor.userId) return undefined;
  if (as === 'learner' && learnerId === undefined) return undefined;
  return families.childrenOf(userPrincipal(actor), learnerId);
}

/** On which side of the bookings somebody is; a parent is on that of the children. */
export const sideOfList = ({ as }: Pick<Filters, 'as'>) =>
  as === 'provider' ? ('provider' as const) : ('learner' as const);

/**
 * Which bookings somebody asked for, apart from when they are shown, as statements take it.
 *
 * @param children whose bookings, in place of the user's own
 */
export function chosen(
  { state, from, to, subject, withId }: Filters,
  userId: string,
  children: string[] | undefined,
) {
  return {
    userIds: children ?? [userId],
    ...{ withId: withId ?? null, state: state ?? null, subject: subject ?? null },
    ...{ from: from ?? null, to: to ?? null },
  };
}
