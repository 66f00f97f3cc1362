import { defineRpc, Empty, PROVIDER_ROLES } from '@edu/contract-kit';
import { bookingErrors } from './booking.errors.ts';
import {
  ContestLesson,
  DecideDispute,
  LessonById,
  LessonOutcome,
  OpenDisputes,
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
    input: LessonById,
    output: LessonOutcome,
    errors: [bookingErrors.notFound],
    http: { method: 'GET', path: '/bookings/{id}/outcome' },
  }),
  contest: defineRpc('rpc.booking.contest.v1', {
    summary: 'Object to the outcome of a lesson',
    description:
      'Either side may, from the end of the lesson until `contestUntil`. Its money waits until support has decided.',
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
