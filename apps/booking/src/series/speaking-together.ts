import type { CallOff } from '../booking/booking-cancellation.service.ts';
import { lessonTime } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

interface Ending {
  readonly row: BookingRow;
  readonly how: CallOff;
}

/**
 * How bookings are called off at once: of those of one series one speaks for all to the two people, a paid
 * one if there is any.
 */
export function speakingTogether(
  rows: readonly BookingRow[],
  how: (row: BookingRow) => CallOff,
): Ending[] {
  const bySeries = Map.groupBy(rows, ({ id, seriesId }) => seriesId ?? id);
  return [...bySeries.values()].flatMap((lessons) => {
    const speaker = lessons.find(({ state }) => state === 'confirmed') ?? lessons[0];
    const others = lessons.filter((row) => row !== speaker).map(aboutOther);
    return lessons.map((row) => {
      const forOthers = row === speaker ? { others } : { withSeries: true };
      return { row, how: { ...how(row), ...(others.length > 0 && forOthers) } };
    });
  });
}

/** As it is once it is called off. */
const aboutOther = (row: BookingRow) => ({
  ...{ bookingId: row.id, version: row.version + 1, ...lessonTime(row) },
  isPaid: row.paymentId !== null,
});
