import { defineRpc, errorsOf, PROVIDER_ROLES } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from './booking.errors.ts';
import { Booking } from './booking.schemas.ts';
import { AcceptBooking, DeclineBooking, ProposeTime } from './request.schemas.ts';

const ownBooking = {
  of: 'booking',
  id: 'id',
  whose: 'own',
  ofChildToo: true,
  otherwise: bookingErrors.notFound,
} as const;

const refusals = [
  bookingErrors.notFound,
  bookingErrors.illegalTransition,
  bookingErrors.answerIsTheirs,
  bookingErrors.answeredTooLate,
];

/** Answers to requests, for providers who want to be asked, and to what these propose. */
export const requestRpc = {
  accept: defineRpc('rpc.booking.accept.v1', {
    summary: 'Accept a lesson that was asked for, or a time that was proposed',
    description:
      'The provider answers a request, the learner’s side a proposal. The slot then waits for its payment until `holdExpiresAt`: a day, and never longer than until the lesson begins.',
    access: 'user',
    resource: ownBooking,
    idempotent: true,
    version: 'checked',
    input: AcceptBooking,
    output: Booking,
    errors: [
      ...refusals,
      bookingErrors.identityUnchecked,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.beyondCaps,
    ],
    http: { method: 'POST', path: '/bookings/{id}/accept' },
  }),
  decline: defineRpc('rpc.booking.decline.v1', {
    summary: 'Decline a lesson that was asked for, or a time that was proposed',
    description: 'The slot is free again at once; nothing was paid, so nothing goes back.',
    access: 'user',
    resource: ownBooking,
    idempotent: true,
    version: 'checked',
    input: DeclineBooking,
    output: Booking,
    errors: refusals,
    http: { method: 'POST', path: '/bookings/{id}/decline' },
  }),
  propose: defineRpc('rpc.booking.propose.v1', {
    summary: 'Propose another time for a lesson that I am asked for',
    description:
      'The proposed slot is held in place of the one that was asked for, at its own price, until the learner’s side answers or `answerBy`. A time that cannot be had is refused with `params.nearest`, the nearest one within a week at which both are free, where there is one.',
    access: PROVIDER_ROLES,
    resource: { ...ownBooking, ofChildToo: false },
    idempotent: true,
    version: 'checked',
    input: ProposeTime,
    output: Booking,
    errors: [
      ...refusals,
      bookingErrors.sameTime,
      bookingErrors.slotTaken,
      bookingErrors.learnerBusy,
      bookingErrors.slotContended,
      ...errorsOf(availabilityRpc.quote),
    ],
    http: {
      method: 'POST',
      path: '/bookings/{id}/propose',
      limit: { max: 60, windowS: 3_600 },
    },
  }),
};
