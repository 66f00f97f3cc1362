import { defineRpc, errorsOf, PROVIDER_ROLES } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from './booking.errors.ts';
import { Booking } from './booking.schemas.ts';
import {
  AcceptReschedule,
  AnswerReschedule,
  ProposeReschedule,
  ProposalOfVersion,
} from './reschedule-proposal.schemas.ts';

const ownBooking = {
  of: 'booking',
  id: 'id',
  whose: 'own',
  ofChildToo: true,
  otherwise: bookingErrors.notFound,
} as const;
const taughtBooking = { ...ownBooking, ofChildToo: false } as const;

const taken = [
  bookingErrors.slotTaken,
  bookingErrors.learnerBusy,
  bookingErrors.slotContended,
  ...errorsOf(availabilityRpc.quote),
];

/** Other times that providers propose for paid lessons, and the answers to them. */
export const rescheduleProposalRpc = {
  proposeReschedule: defineRpc('rpc.booking.propose_reschedule.v1', {
    summary: 'Propose other times for a paid lesson of mine',
    description:
      'The lesson stays where it is until the learner’s side accepts one of the times. None of them is held meanwhile. There is one open proposal for a lesson; it ends at `answerBy`: after two days, and six hours before the lesson at the latest. A time that cannot be had is refused with `params.startsAt`, which of them it is, and `params.nearest`, the nearest one within a week at which both are free, where there is one.',
    access: PROVIDER_ROLES,
    resource: taughtBooking,
    idempotent: true,
    version: 'checked',
    input: ProposeReschedule,
    output: ProposalOfVersion,
    errors: [
      bookingErrors.notFound,
      bookingErrors.illegalTransition,
      bookingErrors.seatStays,
      bookingErrors.sameTime,
      bookingErrors.proposalLate,
      bookingErrors.proposedAlready,
      ...taken,
    ],
    http: {
      method: 'POST',
      path: '/bookings/{id}/reschedule-proposal',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  acceptReschedule: defineRpc('rpc.booking.accept_reschedule.v1', {
    summary: 'Accept one of the times that the provider proposes for a paid lesson',
    description:
      'The lesson has that time, and its old one is free at once. It never costs more; where the new time costs less, the difference goes back. It is none of the moves that whoever booked has. A time that is free no more is refused with `params.nearest`, the nearest one within a week at which both are free, where there is one.',
    access: ['student', 'parent'],
    resource: ownBooking,
    idempotent: true,
    version: 'checked',
    input: AcceptReschedule,
    output: Booking,
    errors: [
      bookingErrors.notFound,
      bookingErrors.illegalTransition,
      bookingErrors.nothingProposed,
      bookingErrors.proposedTimeGone,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.beyondCaps,
      ...taken,
    ],
    http: {
      method: 'POST',
      path: '/bookings/{id}/reschedule-proposal/accept',
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  declineReschedule: defineRpc('rpc.booking.decline_reschedule.v1', {
    summary: 'Decline the times that the provider proposes: the lesson stays where it is',
    access: ['student', 'parent'],
    resource: ownBooking,
    idempotent: true,
    version: 'checked',
    input: AnswerReschedule,
    output: ProposalOfVersion,
    errors: [bookingErrors.notFound, bookingErrors.nothingProposed],
    http: { method: 'POST', path: '/bookings/{id}/reschedule-proposal/decline' },
  }),
  withdrawReschedule: defineRpc('rpc.booking.withdraw_reschedule.v1', {
    summary: 'Withdraw the times that I proposed: the lesson stays where it is',
    access: PROVIDER_ROLES,
    resource: taughtBooking,
    idempotent: true,
    version: 'checked',
    input: AnswerReschedule,
    output: ProposalOfVersion,
    errors: [bookingErrors.notFound, bookingErrors.nothingProposed],
    http: { method: 'POST', path: '/bookings/{id}/reschedule-proposal/withdraw' },
  }),
};
