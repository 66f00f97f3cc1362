import { bookingEvents } from '@edu/contracts-booking';
import type { BookingTx } from '../booking.db.ts';
import { aboutBooking } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import type { DisputeWriter } from './outcome.row.ts';

interface Update {
  readonly what: 'opened' | 'message' | 'decided';
  readonly by: DisputeWriter;
  readonly at: Date;
}

/** Says that something happened to an objection, and not what was written. */
export function emitDispute(tx: BookingTx, row: BookingRow, { at, ...update }: Update) {
  const data = { ...aboutBooking(row), ...update, at: at.toISOString() };
  return tx.emit(bookingEvents.disputeUpdated, data);
}
