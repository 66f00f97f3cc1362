import {
  defineContract,
  defineEvent,
  defineRpc,
  page,
  PageQuery,
  errorsOf,
  userDataRpc,
  rebuildRpc,
} from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import { approvalEvents } from './approval.events.ts';
import { approvalRpc } from './approval.rpc.ts';
import { outcomeRpc } from './outcome.rpc.ts';
import { bookingErrors } from './booking.errors.ts';
import { groupRpc } from './group.rpc.ts';
import { GroupTime } from './group.schemas.ts';
import {
  BookingCanceled,
  BookingCompleted,
  BookingConfirmed,
  BookingCreated,
  BookingExpired,
  BookingNoShow,
  BookingPayable,
  BookingRefunded,
  DisputeUpdated,
  PaymentDue,
  RefundDue,
} from './booking.events.ts';
import {
  Booking,
  BookingDetails,
  BookingById,
  CancelBooking,
  CreateBooking,
  ListBookings,
} from './booking.schemas.ts';
import { calendarRpc } from './calendar.rpc.ts';
import { CancellationPreview, PreviewCancellation } from './cancellation.schemas.ts';
import { BookingSnapshot } from './booking.snapshot.ts';
import {
  BookingAccepted,
  BookingDeclined,
  BookingProposed,
  BookingRequested,
} from './request.events.ts';
import { requestRpc } from './request.rpc.ts';
import { seriesRpc } from './series.rpc.ts';
import { BookingRescheduled, HoldMoved } from './reschedule.events.ts';
import { staffRpc } from './staff.rpc.ts';
import { rescheduleRpc } from './reschedule.rpc.ts';
import { rescheduleProposalEvents } from './reschedule-proposal.events.ts';
import { rescheduleProposalRpc } from './reschedule-proposal.rpc.ts';

export {
  APPROVAL_STATES,
  Approval,
  MAX_OPEN_APPROVALS,
  type ApprovalState,
} from './approval.schemas.ts';
export { CHOOSE_HOURS, DECIDE_DISPUTE_DAYS, MAX_DISPUTE_MESSAGES } from './outcome.schemas.ts';
export { bookingErrors } from './booking.errors.ts';
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
      'Holds the slot until `holdExpiresAt`; paying confirms it. A provider who wants to be asked answers first, until `answerBy`: the slot is blocked meanwhile, and nothing is paid. The price is the server’s: with the `token` of a quote it is that of the quote, or the booking is refused. A parent books for a child with `learnerId`, and pays; a child has lessons only with somebody whose identity is verified.',
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

export const bookingEvents = {
  created: defineEvent('evt.booking.created.v1', {
    summary: 'A slot is held and waits for its payment',
    aggregate: 'bookingId',
    data: BookingCreated,
  }),
  requested: defineEvent('evt.booking.requested.v1', {
    summary: 'A slot is held and waits for the provider to accept it',
    aggregate: 'bookingId',
    data: BookingRequested,
  }),
  proposed: defineEvent('evt.booking.proposed.v1', {
    summary: 'The provider proposes another time than the one that was asked for',
    aggregate: 'bookingId',
    data: BookingProposed,
  }),
  accepted: defineEvent('evt.booking.accepted.v1', {
    summary: 'A request or a proposal was accepted: the slot waits for its payment',
    aggregate: 'bookingId',
    data: BookingAccepted,
  }),
  declined: defineEvent('evt.booking.declined.v1', {
    summary: 'A request or a proposal was declined, and the slot is free again',
    aggregate: 'bookingId',
    data: BookingDeclined,
  }),
  confirmed: defineEvent('evt.booking.confirmed.v1', {
    summary: 'A booking is paid and stands',
    aggregate: 'bookingId',
    data: BookingConfirmed,
  }),
  rescheduled: defineEvent('evt.booking.rescheduled.v1', {
    summary: 'A paid lesson takes place at another time',
    aggregate: 'bookingId',
    data: BookingRescheduled,
  }),
  holdMoved: defineEvent('evt.booking.hold_moved.v1', {
    summary: 'A lesson of a series that is not paid yet is held at another time',
    aggregate: 'bookingId',
    data: HoldMoved,
  }),
  ...rescheduleProposalEvents,
  canceled: defineEvent('evt.booking.canceled.v1', {
    summary: 'A booking does not take place',
    aggregate: 'bookingId',
    data: BookingCanceled,
  }),
  expired: defineEvent('evt.booking.expired.v1', {
    summary: 'A slot was not paid or answered in time and is free again',
    aggregate: 'bookingId',
    data: BookingExpired,
  }),
  paymentDue: defineEvent('evt.booking.payment_due.v1', {
    summary: 'A later lesson of a series is to be paid now',
    aggregate: 'bookingId',
    data: PaymentDue,
  }),
  refundDue: defineEvent('evt.booking.refund_due.v1', {
    summary: 'Money of this booking has to go back',
    aggregate: 'bookingId',
    data: RefundDue,
  }),
  completed: defineEvent('evt.booking.completed.v1', {
    summary: 'A lesson took place, or nobody says otherwise',
    aggregate: 'bookingId',
    data: BookingCompleted,
  }),
  noShow: defineEvent('evt.booking.no_show.v1', {
    summary: 'A lesson did not take place because somebody was proven absent',
    aggregate: 'bookingId',
    data: BookingNoShow,
  }),
  disputeUpdated: defineEvent('evt.booking.dispute_updated.v1', {
    summary: 'An objection was made, written about, or decided',
    aggregate: 'bookingId',
    data: DisputeUpdated,
  }),
  /** Sent once for a booking, when nobody can dispute any more what it cost. */
  payable: defineEvent('evt.booking.payable.v1', {
    summary: 'The provider has earned the money of a booking; commission is not taken off yet',
    aggregate: 'bookingId',
    data: BookingPayable,
  }),
  refunded: defineEvent('evt.booking.refunded.v1', {
    summary: 'A canceled booking’s money went back',
    aggregate: 'bookingId',
    data: BookingRefunded,
  }),
  groupOpened: defineEvent('evt.booking.group_opened.v1', {
    summary: 'A group lesson is offered, and takes its provider’s time',
    aggregate: 'groupId',
    data: GroupTime,
  }),
  groupCanceled: defineEvent('evt.booking.group_canceled.v1', {
    summary: 'A group lesson is called off',
    aggregate: 'groupId',
    data: GroupTime,
  }),
  ...approvalEvents,
};

export const bookingContract = defineContract({
  service: 'booking',
  summary: 'Bookings and their holds',
  rpc: bookingRpc,
  events: bookingEvents,
  errors: bookingErrors,
});
