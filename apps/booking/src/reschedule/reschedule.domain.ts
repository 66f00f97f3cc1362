import type { Money } from '@edu/contract-kit';
import { bookingErrors, MAX_RESCHEDULES } from '@edu/contracts-booking';
import { refundOf, transition } from '../booking/booking.domain.ts';
import { policyOf, stateOf, toPrice } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

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

/** @throws booking.same_time, booking.costs_more */
export function ensureAffordable(
  row: BookingRow,
  { startsAt, endsAt, price }: { startsAt: string; endsAt: string; price: Money },
): void {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (start === row.startsAt.getTime() && end === row.endsAt.getTime()) {
    throw bookingErrors.sameTime();
  }
  const paid = toPrice(row);
  if (price.currency !== paid.currency || price.amount > paid.amount) {
    throw bookingErrors.costsMore();
  }
}
