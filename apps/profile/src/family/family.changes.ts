import { newId, type EventInput, type Locale } from '@edu/contract-kit';
import { profileEvents, type ConsentKind } from '@edu/contracts-profile';
import { audit, type Principal } from '@edu/identity';
import type { Call } from '@edu/messaging';
import type { Prisma } from '../generated/prisma/client.ts';
import type { ProfileTx } from '../profile.db.ts';
import { consentBasis, requirePresentText } from './family.domain.ts';
import { toChanged, WHOLE, type ChildWithParents, type WholeChild } from './family.row.ts';

type What = EventInput<typeof profileEvents.familyNoticeDue>['what'];

/** Who does what to a child, for the audit log. */
export interface Doing {
  readonly principal: Principal;
  readonly requestId?: string | undefined;
  readonly action: string;
  readonly at: Date;
}

export const doing = (call: Call, action: string, at: Date): Doing => ({
  ...{ principal: call.principal, requestId: call.requestId, action, at },
});

/** Changes a locked child: its next version, its event and its entry in the audit log. */
export async function changeChild(
  tx: ProfileTx,
  id: string,
  data: Prisma.ChildUpdateInput,
  { principal, requestId, action, at }: Doing,
): Promise<WholeChild> {
  const row = await tx.prisma.child.update({
    where: { id },
    data: { ...data, version: { increment: 1 }, updatedAt: at },
    include: WHOLE,
  });
  await tx.emit(profileEvents.childChanged, toChanged(row));
  await audit(tx, {
    ...{ principal, action, requestId },
    ...{ onBehalfOf: id, subject: { kind: 'child', id } },
  });
  return row;
}

/** Announces what people of a family are to know; nothing where there is nobody. */
export async function notice(
  tx: ProfileTx,
  childId: string,
  what: What,
  toIds: readonly string[],
): Promise<void> {
  if (toIds.length === 0) return;
  await tx.emit(profileEvents.familyNoticeDue, { childId, what, toIds: [...toIds] });
}

interface Agreement {
  readonly by: string;
  readonly kind: ConsentKind;
  readonly consent: { readonly version: string; readonly locale: Locale };
  readonly at: Date;
}

/**
 * Writes down that somebody agrees to the present text; who agreed to it before does so once.
 *
 * @returns whether that is new
 * @throws profile.consent_outdated
 */
export async function agree(
  tx: ProfileTx,
  child: Pick<ChildWithParents, 'id' | 'birthYear' | 'country' | 'zone'>,
  { by, kind, consent, at }: Agreement,
): Promise<boolean> {
  requirePresentText(kind, consent.version);
  const { count } = await tx.prisma.consent.createMany({
    data: [
      {
        ...{ id: newId(), childId: child.id, kind, ...consent, givenBy: by, givenAt: at },
        basis: consentBasis(child.country, child, at),
      },
    ],
    skipDuplicates: true,
  });
  return count > 0;
}
