import { defineRpc, Empty, PROVIDER_ROLES } from '@edu/contract-kit';
import { bookingErrors } from './booking.errors.ts';
import {
  ChooseRefund,
  ContestLesson,
  DecideDispute,
  OutcomeOf,
  LessonOutcome,
  OpenDisputes,
  WriteOnDispute,
  WriteReport,
} from './outcome.schemas.ts';

const SUPPORT = ['support', 'admin'] as const;
const own = { of: 'booking', id: 'id', whose: 'own', otherwise: bookingErrors.notFound } as const;
const ownOrChilds = { ...own, ofChildToo: true } as const;

export const outcomeRpc = {
  outcome: defineRpc('rpc.booking.outcome.v1', {
    summary: 'What became of the lesson of one of my bookings',
    access: 'user',
    resource: ownOrChilds,
    input: OutcomeOf,
    output: LessonOutcome,
    errors: [bookingErrors.notFound],
    http: { method: 'GET', path: '/bookings/{id}/outcome' },
  }),
  chooseRefund: defineRpc('rpc.booking.choose_refund.v1', {
    summary: 'Have the money back of a lesson whose provider was absent',
    description:
      'Instead of a new time, which `POST /bookings/{id}/reschedule` takes until `chooseUntil` as well. All that was paid goes back.',
    access: ['student', 'parent'],
    resource: ownOrChilds,
    idempotent: true,
    input: ChooseRefund,
    output: LessonOutcome,
    errors: [bookingErrors.notFound, bookingErrors.noChoice],
    http: {
      method: 'POST',
      path: '/bookings/{id}/choose-refund',
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  contest: defineRpc('rpc.booking.contest.v1', {
    summary: 'Object to the outcome of a lesson',
    description:
      'Either side may, from the end of the lesson until `contestUntil`; who is said to have been absent, while the learner has not chosen. Its money waits until support has decided.',
    access: 'user',
    resource: ownOrChilds,
    idempotent: true,
    input: ContestLesson,
    output: LessonOutcome,
    errors: [bookingErrors.notFound, bookingErrors.notContestable, bookingErrors.contestedAlready],
    http: {
      method: 'POST',
      path: '/bookings/{id}/dispute',
      status: 201,
      limit: { max: 20, windowS: 3_600 },
    },
  }),
  writeOnDispute: defineRpc('rpc.booking.write_on_dispute.v1', {
    summary: 'Add a word to an objection about one of my lessons',
    description: 'Ten times for each side, while it is open; the other side and support read it.',
    access: 'user',
    resource: ownOrChilds,
    idempotent: true,
    input: WriteOnDispute,
    output: LessonOutcome,
    errors: [bookingErrors.notFound, bookingErrors.notDisputed, bookingErrors.enoughWritten],
    http: {
      method: 'POST',
      path: '/bookings/{id}/dispute/messages',
      status: 201,
      limit: { max: 30, windowS: 3_600 },
    },
  }),
  writeReport: defineRpc('rpc.booking.write_report.v1', {
    summary: 'Say what was done in a lesson that I gave',
    description:
      'For the learner and the parents. From the beginning of the lesson; what is written again replaces it.',
    access: PROVIDER_ROLES,
    resource: own,
    input: WriteReport,
    output: LessonOutcome,
    errors: [bookingErrors.notFound, bookingErrors.nothingToReport],
    http: { method: 'PUT', path: '/bookings/{id}/report', limit: { max: 60, windowS: 3_600 } },
  }),
  listDisputes: defineRpc('rpc.booking.list_disputes.v1', {
    summary: 'Lessons about which support is to decide',
    access: SUPPORT,
    resource: 'none',
    input: Empty,
    output: OpenDisputes,
    http: { method: 'GET', path: '/staff/disputes' },
  }),
  answerDispute: defineRpc('rpc.booking.answer_dispute.v1', {
    summary: 'Write to both sides of an objection',
    description: 'Ten times, while it is open.',
    access: SUPPORT,
    resource: { of: 'booking', id: 'id', whose: 'anyone' },
    idempotent: true,
    input: WriteOnDispute,
    output: LessonOutcome,
    errors: [bookingErrors.notFound, bookingErrors.notDisputed, bookingErrors.enoughWritten],
    http: { method: 'POST', path: '/staff/disputes/{id}/messages', status: 201 },
  }),
  decideDispute: defineRpc('rpc.booking.decide_dispute.v1', {
    summary: 'Decide about a lesson that is contested',
    description: 'Once: the money goes where the decision says, and both sides read why.',
    access: SUPPORT,
    resource: { of: 'booking', id: 'id', whose: 'anyone' },
    stepUp: 300,
    idempotent: true,
    input: DecideDispute,
    output: LessonOutcome,
    errors: [bookingErrors.notFound, bookingErrors.notDisputed],
    http: { method: 'POST', path: '/staff/disputes/{id}/decide' },
  }),
};
