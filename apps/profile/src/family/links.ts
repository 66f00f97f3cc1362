import type { ProfileTx } from '../profile.db.ts';
import { changeChild, notice, type Doing } from './family.changes.ts';
import { parentIdsOf, type WholeChild } from './family.row.ts';

/** Ends all links of a locked child, with what hangs on them; its people get a notice. */
export async function endLinks(tx: ProfileTx, child: WholeChild, doing: Doing): Promise<void> {
  const { id: childId, hasAccount } = child;
  const { at } = doing;
  await tx.prisma.childParent.deleteMany({ where: { childId } });
  await tx.prisma.familyInvitation.updateMany({
    where: { childId, state: 'open' },
    data: { state: 'ended', address: null, dueAt: null },
  });
  await tx.prisma.consent.updateMany({
    where: { childId, kind: 'recording', withdrawnAt: null },
    data: { withdrawnAt: at },
  });
  await changeChild(tx, childId, { recordingAgreed: false }, doing);
  const parents = parentIdsOf(child);
  await notice(tx, childId, 'handed_over', hasAccount ? [...parents, childId] : parents);
}
