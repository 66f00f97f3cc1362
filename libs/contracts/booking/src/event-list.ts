import { defineEvent, retentionEvents } from '@edu/contract-kit';
import { approvalEvents } from './approval.events.ts';
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
  BookingAccepted,
  BookingDeclined,
  BookingProposed,
  BookingRequested,
} from './request.events.ts';
import { holdEvents } from './hold.events.ts';
import { BookingRescheduled } from './reschedule.events.ts';
import { rescheduleProposalEvents } from './reschedule-proposal.events.ts';
import { seriesEvents } from './series.events.ts';

/** What booking publishes. */
export const bookingEvents = {
  created: defineEvent('evt.booking.created.v1', {
    summary: 'A slot is held and waits for its payment',
    aggregate: 'bookingId',
    data: BookingCreated,
  }),
  ...seriesEvents,
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
  ...holdEvents,
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
  ...retentionEvents('booking'),
};
