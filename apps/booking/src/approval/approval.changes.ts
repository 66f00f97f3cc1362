import type { EventInput, Money } from '@edu/contract-kit';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import type { BookingTx } from '../booking.db.ts';
import type { Approval as ApprovalRow } from '../generated/prisma/client.ts';
import { requireOpen, requirePrice } from './approval.domain.ts';
import { priceOf } from './approval.row.ts';

type Outcome = EventInput<typeof bookingEvents.approvalClosed>['outcome'];

interface Decision {
  readonly decidedAt: Date;
  readonly decidedBy: string;
  readonly reason?: string | null;
  /** Of a series, its first lesson. */
  readonly bookingId?: string;
  readonly seriesId?: string;
}

const LOCK = statement({ id: 'uuid' }, 'SELECT FROM approval WHERE id = :id FOR UPDATE');

const CLOSE_ALL = statement(
  { childId: 'uuid' },
  `UPDATE approval SET state = 'ended', due_at = NULL WHERE child_id = :childId AND state = 'open'
   RETURNING id`,
).returns<{ id: string }>();

/** A request that can be answered, locked. @throws booking.approval_not_found, booking.approval_closed */
export async function lockOpen(tx: BookingTx, id: string, now: Date): Promise<ApprovalRow> {
  await tx.execute(LOCK, { id });
  const row = await tx.prisma.approval.findUnique({ where: { id } });
  if (!row) throw bookingErrors.approvalNotFound();
  requireOpen(row, now);
  return row;
}

/**
 * Locks a request that lets a lesson through at this price.
 *
 * @throws booking.approval_not_found, booking.approval_closed, booking.price_raised
 */
export async function requireApproved(
  tx: BookingTx,
  id: string,
  price: Money,
  now: Date,
): Promise<void> {
  requirePrice(priceOf(await lockOpen(tx, id, now)), price);
}

/** Ends a locked request, and lets the child know, or the parents where the child did it. */
export async function close(
  tx: BookingTx,
  { id, childId }: Pick<ApprovalRow, 'id' | 'childId'>,
  outcome: Outcome,
  decision?: Decision,
  toIds: readonly string[] = [childId],
): Promise<ApprovalRow> {
  const data = { ...decision, state: outcome, dueAt: null };
  const row = await tx.prisma.approval.update({ where: { id }, data });
  await announce(tx, { id, childId }, outcome, toIds);
  return row;
}

/** Nobody is left who could answer: the child is of age, or its last parent is gone. */
export async function closeAll(tx: BookingTx, childId: string): Promise<void> {
  for (const { id } of await tx.query(CLOSE_ALL, { childId })) {
    await announce(tx, { id, childId }, 'ended', [childId]);
  }
}

async function announce(
  tx: BookingTx,
  { id: approvalId, childId }: { readonly id: string; readonly childId: string },
  outcome: Outcome,
  toIds: readonly string[],
): Promise<void> {
  const data = { approvalId, childId, outcome, toIds: [...toIds] };
  await tx.emit(bookingEvents.approvalClosed, data);
}
