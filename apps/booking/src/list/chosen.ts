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

/**
 * Which bookings somebody asked for, apart from when they are shown.
 *
 * @param children whose bookings, in place of the user's own
 */
export function chosen(
  { as, state, from, to, subject, withId }: Filters,
  userId: string,
  children: string[] | undefined,
) {
  const learnerIds = children ?? [userId];
  return {
    ...(as === 'provider'
      ? { providerId: userId, ...(withId && { learnerId: withId }) }
      : { learnerId: { in: learnerIds }, ...(withId && { providerId: withId }) }),
    ...(state && { state }),
    ...(subject && { subject }),
    ...((from ?? to) && {
      startsAt: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) },
    }),
  };
}
