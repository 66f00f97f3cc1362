import { bookingErrors } from '@edu/contracts-booking';
import type { BookingTx } from '../booking.db.ts';
import type {
  Booking as BookingRow,
  RescheduleProposal as ProposalRow,
} from '../generated/prisma/client.ts';

/** What is open for a locked booking. @throws booking.nothing_proposed */
export async function requireOpen(
  tx: BookingTx,
  bookingId: string,
  now: Date,
): Promise<ProposalRow> {
  const row = await tx.prisma.rescheduleProposal.findFirst({
    where: { bookingId, state: 'open', expiresAt: { gt: now } },
  });
  if (!row) throw bookingErrors.nothingProposed();
  return row;
}

/** Closes a proposal; its booking is locked. */
export function close(
  tx: BookingTx,
  { id }: Pick<ProposalRow, 'id'>,
  state: 'accepted' | 'declined' | 'withdrawn' | 'expired',
  at: Date,
): Promise<ProposalRow> {
  const data = { state, closedAt: at, dueAt: null };
  return tx.prisma.rescheduleProposal.update({ where: { id }, data });
}

/** What is proposed is a part of its locked booking: whoever saw that before has not seen this. */
export function newVersion(tx: BookingTx, { id }: Pick<BookingRow, 'id'>): Promise<BookingRow> {
  return tx.prisma.booking.update({ where: { id }, data: { version: { increment: 1 } } });
}
