import { defineEvent, Id, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

const about = {
  approvalId: Id.describe('The request.'),
  childId: Id.describe('Who asks.'),
  toIds: z.array(Id).describe('The accounts that are to know.'),
};

const ApprovalAsked = z
  .object(about)
  .meta({ id: 'ApprovalAsked', description: 'A child asks to book beyond its caps.' });

const ApprovalClosed = z
  .object({
    ...about,
    outcome: openEnum(['approved', 'refused', 'withdrawn', 'expired', 'ended'], {
      id: 'ApprovalOutcome',
      description: 'What became of it, as the states of a request say.',
    }),
  })
  .meta({ id: 'ApprovalClosed', description: 'A request to book beyond the caps is over.' });

export const approvalEvents = {
  approvalAsked: defineEvent('evt.booking.approval_asked.v1', {
    summary: 'A child asks its parents for a lesson beyond its caps',
    aggregate: 'approvalId',
    data: ApprovalAsked,
  }),
  approvalClosed: defineEvent('evt.booking.approval_closed.v1', {
    summary: 'Such a request was approved or refused, or is over without an answer',
    aggregate: 'approvalId',
    data: ApprovalClosed,
  }),
};
