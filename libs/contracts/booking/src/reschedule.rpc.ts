import { defineRpc, errorsOf } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from './booking.errors.ts';
import { Booking } from './booking.schemas.ts';
import { RescheduleBooking } from './reschedule.schemas.ts';

const ownBooking = {
  of: 'booking',
  id: 'id',
  whose: 'own',
  ofChildToo: true,
  otherwise: bookingErrors.notFound,
} as const;

export const rescheduleRpc = {
  reschedule: defineRpc('rpc.booking.reschedule.v1', {
    summary: 'Move a paid lesson to another time',
    description:
      'Free of charge for as long as a cancellation would give everything back, and three times at most. The payment stays; where the new time costs less, the difference goes back. One that costs more is held, and answered as `heldMove`: once what it costs more is paid for the booking of the held time, the lesson is there, and until then it stays where it is. One in another currency is refused. Of a lesson whose provider was absent the learner may choose a new time until `chooseUntil`, whatever its policy says and whatever a lesson of its length costs by now; what a longer one costs more is to be paid as well. The time that the lesson had is free at once. A new time that cannot be had is refused with `params.nearest`, the nearest one within a week at which both are free, where there is one.',
    access: ['student', 'parent'],
    resource: ownBooking,
    idempotent: true,
    version: 'checked',
    input: RescheduleBooking,
    output: Booking,
    errors: [
      bookingErrors.notFound,
      bookingErrors.illegalTransition,
      bookingErrors.noChoice,
      bookingErrors.seatStays,
      bookingErrors.rescheduleLate,
      bookingErrors.tooManyReschedules,
      bookingErrors.answersRequests,
      bookingErrors.sameTime,
      bookingErrors.costsMore,
      bookingErrors.movePending,
      bookingErrors.tooManyHolds,
      bookingErrors.tooManyHoldsOfProvider,
      bookingErrors.slotTaken,
      bookingErrors.learnerBusy,
      bookingErrors.slotContended,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.beyondCaps,
      ...errorsOf(availabilityRpc.quote),
    ],
    http: {
      method: 'POST',
      path: '/bookings/{id}/reschedule',
      limit: { max: 20, windowS: 3_600 },
    },
  }),
};
