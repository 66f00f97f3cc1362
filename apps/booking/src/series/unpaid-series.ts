import { bookingEvents } from '@edu/contracts-booking';
import { outboxRow, statement } from '@edu/persistence';
import type { BookingTx } from '../booking.db.ts';
import { aboutSlot, stateOf } from '../booking/booking.row.ts';
import { applyTransitions } from '../booking/booking.transition.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

const LOCK_WAITING = statement(
  { seriesId: 'uuid' },
  `SELECT id FROM booking
   WHERE series_id = :seriesId AND state = 'pending' AND NOT EXISTS (
     SELECT FROM booking AS paid WHERE paid.series_id = :seriesId AND paid.payment_id IS NOT NULL)
   ORDER BY starts_at FOR UPDATE`,
).returns<{ id: string }>();

/**
 * The first lesson of a series does not wait for its payment any more. If nothing of the series was
 * ever paid the others give their slots back as well: nobody keeps a calendar for nothing.
 */
export async function endUnpaidSeries(tx: BookingTx, first: BookingRow, at: Date): Promise<void> {
  if (first.seriesPosition !== 1 || first.paymentId !== null) return;
  const locked = await tx.query(LOCK_WAITING, { seriesId: first.seriesId! });
  if (locked.length === 0) return;
  const rows = await tx.prisma.booking.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    orderBy: { startsAt: 'asc' },
  });
  const changes = rows.map((row) => ({
    ...{ row, actor: 'booking', reason: 'nothing of the series was paid' },
    event: (expired: BookingRow) =>
      outboxRow(bookingEvents.expired, {
        ...{ ...aboutSlot(expired), was: stateOf(row), withSeries: true },
      }),
  }));
  await applyTransitions(tx, 'expire', changes, at);
}
