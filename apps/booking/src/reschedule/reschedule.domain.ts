import type { Quote } from '@edu/contracts-availability';
import { bookingErrors, MAX_RESCHEDULES } from '@edu/contracts-booking';
import { refundOf, transition } from '../booking/booking.domain.ts';
import { policyOf, stateOf, toPrice } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

/** Somebody was absent: only where it was the provider is there a choice. */
export const wasMissed = ({ state }: Pick<BookingRow, 'state'>) => state === 'no_show';

/**
 * Whoever booked may move a lesson for as long as calling it off would cost nothing: afterwards the
 * provider has kept the time free, and the policy says what that is worth.
 *
 * @throws booking.illegal_transition, booking.seat_stays, booking.reschedule_late, booking.too_many_reschedules
 */
export function ensureMovable(row: BookingRow, now: Date): void {
  transition(stateOf(row), 'reschedule');
  // The others of the group are there too.
  if (row.groupId) throw bookingErrors.seatStays();
  const { startsAt, createdAt: bookedAt, priceAmount: paid } = row;
  const { refundPct } = refundOf({
    ...{ by: 'learner', now, startsAt, bookedAt, paid },
    policy: policyOf(row),
  });
  if (refundPct < 100) throw bookingErrors.rescheduleLate({ params: { refundPct } });
  if (row.reschedules >= MAX_RESCHEDULES) {
    throw bookingErrors.tooManyReschedules({ params: { max: MAX_RESCHEDULES } });
  }
}

/**
 * What a booking costs at another time, in minor units. A provider who was absent gives a lesson of the
 * same length for what was paid, whatever it costs by now; a longer one costs what it does.
 *
 * @throws booking.answers_requests, booking.same_time, booking.costs_more
 */
export function amountFor(
  row: BookingRow,
  { startsAt, endsAt, price, request }: Pick<Quote, 'startsAt' | 'endsAt' | 'price' | 'request'>,
): number {
  // The provider agreed to its time, and to no other; one who did not come is not asked again.
  if (request && !wasMissed(row)) throw bookingErrors.answersRequests();
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (start === row.startsAt.getTime() && end === row.endsAt.getTime()) {
    throw bookingErrors.sameTime();
  }
  const paid = toPrice(row);
  if (wasMissed(row) && end - start <= row.endsAt.getTime() - row.startsAt.getTime()) {
    return price.currency === paid.currency ? Math.min(price.amount, paid.amount) : paid.amount;
  }
  if (price.currency !== paid.currency) throw bookingErrors.costsMore();
  return price.amount;
}
