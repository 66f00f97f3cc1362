import {
  defineContract,
  defineRpc,
  page,
  PageQuery,
  errorsOf,
  userDataRpc,
  rebuildRpc,
} from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { approvalRpc } from './approval.rpc.ts';
import { outcomeRpc } from './outcome.rpc.ts';
import { bookingErrors } from './booking.errors.ts';
import { groupRpc } from './group.rpc.ts';
import {
  Booking,
  BookingDetails,
  BookingById,
  CancelBooking,
  CreateBooking,
  ListBookings,
} from './booking.schemas.ts';
import { bookingEvents } from './event-list.ts';
import { calendarRpc } from './calendar.rpc.ts';
import { CancellationPreview, PreviewCancellation } from './cancellation.schemas.ts';
import { BookingSnapshot } from './booking.snapshot.ts';
import { reliabilityRpc } from './reliability.rpc.ts';
import { requestRpc } from './request.rpc.ts';
import { seriesRpc } from './series.rpc.ts';
import { staffRpc } from './staff.rpc.ts';
import { rescheduleRpc } from './reschedule.rpc.ts';
import { rescheduleProposalRpc } from './reschedule-proposal.rpc.ts';
import { departureRpc } from './departure.rpc.ts';

export {
  APPROVAL_STATES,
  Approval,
  MAX_OPEN_APPROVALS,
  type ApprovalState,
} from './approval.schemas.ts';
export { CHOOSE_HOURS, DECIDE_DISPUTE_DAYS, MAX_DISPUTE_MESSAGES } from './outcome.schemas.ts';
export {
  LATE_CANCELLATION_HOURS,
  MIN_RELIABILITY_LESSONS,
  RELIABILITY_DAYS,
  type Reliability,
} from './reliability.schemas.ts';
export type { LessonsToCome } from './departure.schemas.ts';
export { bookingErrors } from './booking.errors.ts';
export { bookingEvents } from './event-list.ts';
export { heldLessonsOf } from './series.events.ts';
export { GROUP_SEATS, GroupLesson } from './group.schemas.ts';
export { MAX_FEED_LESSONS } from './calendar.schemas.ts';
export {
  MAX_UNPAID_SERIES,
  PAID_BEFORE_HOURS,
  Series,
  type SeriesPreview,
} from './series.schemas.ts';
export { SeriesLessons } from './booking.events.ts';
export type { SeriesMovePreview } from './series-move.schemas.ts';
export { MAX_RESCHEDULES } from './reschedule.schemas.ts';
export {
  MAX_PROPOSED_TIMES,
  type RescheduleProposal,
  type ProposalOfVersion,
} from './reschedule-proposal.schemas.ts';
export { lessonStands } from './lesson-stands.ts';
export { HELD_STATES, LIVE_STATES, UNANSWERED_STATES } from './live-states.ts';
export { BookingSnapshot } from './booking.snapshot.ts';
export { BOOKING_STATES, type BookingState } from './booking-state.ts';
export { Booking, BookingDetails, ListBookings } from './booking.schemas.ts';
export {
  BOOKING_PARTS,
  MAX_CALENDAR_DAYS,
  MAX_CALENDAR_LESSONS,
  MAX_LESSON_PEOPLE,
  type BookingPart,
} from './list.schemas.ts';

const ownBooking = {
  of: 'booking',
  id: 'id',
  whose: 'own',
  ofChildToo: true,
  otherwise: bookingErrors.notFound,
} as const;

export const bookingRpc = {
  create: defineRpc('rpc.booking.create.v1', {
    summary: 'Book a slot',
    description:
      'Holds the slot until `holdExpiresAt`; paying confirms it. A provider who wants to be asked answers first, until `answerBy`: the slot is blocked meanwhile, and nothing is paid. The price is the server’s: with the `token` of a quote it is that of the quote, or the booking is refused. A parent books for a child with `learnerId`, and pays; a child has lessons only with somebody whose identity is verified. A time that cannot be had is refused with `params.nearest`, the nearest one within a week that can, where there is one; where the learner has another lesson then, one at which both are free.',
    access: ['student', 'parent'],
    resource: {
      of: 'profile',
      id: 'providerId',
      whose: 'others',
      otherwise: bookingErrors.ownLesson,
    },
    idempotent: true,
    version: 'given',
    input: CreateBooking,
    output: Booking,
    errors: [
      bookingErrors.slotTaken,
      bookingErrors.quoteOutdated,
      bookingErrors.learnerBusy,
      bookingErrors.trialUsed,
      bookingErrors.slotContended,
      bookingErrors.tooManyHolds,
      bookingErrors.tooManyHoldsOfProvider,
      bookingErrors.ownLesson,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.beyondCaps,
      ...errorsOf(availabilityRpc.quote),
    ],
    http: {
      method: 'POST',
      path: '/bookings',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  get: defineRpc('rpc.booking.get.v1', {
    summary: 'One of my bookings',
    access: 'user',
    resource: ownBooking,
    version: 'given',
    input: BookingById,
    output: BookingDetails,
    errors: [bookingErrors.notFound],
    http: { method: 'GET', path: '/bookings/{id}' },
  }),
  list: defineRpc('rpc.booking.list.v1', {
    summary: 'My bookings, the latest lesson first unless `when` says otherwise',
    access: 'user',
    resource: 'self',
    input: ListBookings,
    output: page(BookingDetails),
    errors: [bookingErrors.learnerNotFound],
    http: { method: 'GET', path: '/bookings' },
  }),
  cancellationPreview: defineRpc('rpc.booking.cancellation_preview.v1', {
    summary: 'What a cancellation would give back, now or at another moment',
    access: 'user',
    resource: ownBooking,
    input: PreviewCancellation,
    output: CancellationPreview,
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition, bookingErrors.lessonOver],
    http: { method: 'GET', path: '/bookings/{id}/cancellation-preview' },
  }),
  cancel: defineRpc('rpc.booking.cancel.v1', {
    summary: 'Cancel one of my bookings',
    access: 'user',
    resource: ownBooking,
    idempotent: true,
    version: 'checked',
    input: CancelBooking,
    output: Booking,
    errors: [bookingErrors.notFound, bookingErrors.illegalTransition, bookingErrors.lessonOver],
    http: { method: 'POST', path: '/bookings/{id}/cancel' },
  }),
  ...requestRpc,
  ...approvalRpc,
  ...groupRpc,
  ...calendarRpc,
  ...outcomeRpc,
  ...reliabilityRpc,
  ...departureRpc,
  ...staffRpc,
  ...seriesRpc,
  ...rescheduleRpc,
  ...rescheduleProposalRpc,
  /** For rebuilding projections; ordered by id. */
  listSnapshot: defineRpc('rpc.booking.list_snapshot.v1', {
    summary: 'Every booking, as of its last event',
    input: PageQuery,
    output: page(BookingSnapshot),
  }),
  ...userDataRpc('booking'),
  rebuild: rebuildRpc('booking', ['family', 'identity']),
};

export const bookingContract = defineContract({
  service: 'booking',
  summary: 'Bookings and their holds',
  rpc: bookingRpc,
  events: bookingEvents,
  errors: bookingErrors,
});
