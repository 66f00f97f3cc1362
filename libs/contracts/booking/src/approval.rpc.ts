import { defineRpc, Empty, errorsOf } from '@edu/contract-kit';
import { availabilityRpc } from '@edu/contracts-availability';
import {
  Approval,
  ApprovalById,
  Approvals,
  AskApproval,
  AskSeriesApproval,
  RefuseApproval,
} from './approval.schemas.ts';
import { bookingErrors } from './booking.errors.ts';
import { Booking } from './booking.schemas.ts';

const PARENT = ['parent'] as const;
const OWN = {
  of: 'approval',
  id: 'approvalId',
  whose: 'own',
  otherwise: bookingErrors.approvalNotFound,
} as const;

const ASKING = [
  bookingErrors.learnerNotFound,
  bookingErrors.learnerClosed,
  bookingErrors.identityUnchecked,
  bookingErrors.withinCaps,
  bookingErrors.askedAlready,
  bookingErrors.tooManyApprovals,
];

export const approvalRpc = {
  askApproval: defineRpc('rpc.booking.ask_approval.v1', {
    summary: 'Ask my parents for a lesson beyond my caps',
    description:
      'Holds nothing: the slot stays free for others until a parent approves. A parent answers within 24 hours and before the lesson begins.',
    access: ['student'],
    resource: 'self',
    idempotent: true,
    input: AskApproval,
    output: Approval,
    errors: [...ASKING, ...errorsOf(availabilityRpc.quote)],
    http: {
      method: 'POST',
      path: '/approvals',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  askSeriesApproval: defineRpc('rpc.booking.ask_series_approval.v1', {
    summary: 'Ask my parents for a series beyond my caps',
    description:
      'One request for all of its lessons, at the price of now, and one answer. Holds nothing. A parent answers within 24 hours and before the first lesson begins.',
    access: ['student'],
    resource: 'self',
    idempotent: true,
    input: AskSeriesApproval,
    output: Approval,
    errors: [
      bookingErrors.ownLesson,
      bookingErrors.seriesNotFree,
      ...ASKING,
      ...errorsOf(availabilityRpc.quoteSeries),
    ],
    http: {
      method: 'POST',
      path: '/approvals/series',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  listApprovals: defineRpc('rpc.booking.list_approvals.v1', {
    summary: 'Requests of my children, or mine as a child',
    access: ['student', 'parent'],
    resource: 'self',
    input: Empty,
    output: Approvals,
    http: { method: 'GET', path: '/approvals' },
  }),
  approve: defineRpc('rpc.booking.approve.v1', {
    summary: 'Book what my child asked for',
    description:
      'Holds the slot at the price of today, which must not be above that of the request; I pay. Counts once. Of a series all lessons are held, and the answer is the first, which is to be paid first.',
    access: PARENT,
    resource: OWN,
    idempotent: true,
    version: 'given',
    input: ApprovalById,
    output: Booking,
    errors: [
      bookingErrors.approvalNotFound,
      bookingErrors.approvalClosed,
      bookingErrors.identityUnchecked,
      bookingErrors.priceRaised,
      bookingErrors.ownLesson,
      bookingErrors.slotTaken,
      bookingErrors.seriesNotFree,
      bookingErrors.tooManySeries,
      bookingErrors.learnerBusy,
      bookingErrors.slotContended,
      bookingErrors.tooManyHolds,
      bookingErrors.tooManyHoldsOfProvider,
      bookingErrors.learnerNotFound,
      bookingErrors.learnerClosed,
      // Those of a single quote are among them.
      ...errorsOf(availabilityRpc.quoteSeries),
    ],
    http: {
      method: 'POST',
      path: '/approvals/{approvalId}/approve',
      status: 201,
      limit: { max: 60, windowS: 3_600 },
    },
  }),
  refuse: defineRpc('rpc.booking.refuse.v1', {
    summary: 'Refuse what my child asked for',
    access: PARENT,
    resource: OWN,
    idempotent: true,
    input: RefuseApproval,
    output: Approval,
    errors: [bookingErrors.approvalNotFound, bookingErrors.approvalClosed],
    http: { method: 'POST', path: '/approvals/{approvalId}/refuse' },
  }),
  withdrawApproval: defineRpc('rpc.booking.withdraw_approval.v1', {
    summary: 'Withdraw what I asked my parents for',
    description: 'While none has answered. Doing it again changes nothing.',
    access: ['student'],
    resource: OWN,
    input: ApprovalById,
    output: Approval,
    errors: [bookingErrors.approvalNotFound, bookingErrors.approvalClosed],
    http: { method: 'POST', path: '/approvals/{approvalId}/withdraw' },
  }),
};
