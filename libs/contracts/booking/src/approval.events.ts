import { Id, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

const about = {
  approvalId: Id.describe('The request.'),
  childId: Id.describe('Who asks.'),
  toIds: z.array(Id).describe('The accounts that are to know.'),
};

export const ApprovalAsked = z
  .object(about)
  .meta({ id: 'ApprovalAsked', description: 'A child asks to book beyond its caps.' });

export const ApprovalClosed = z
  .object({
    ...about,
    outcome: openEnum(['approved', 'refused', 'withdrawn', 'expired', 'ended'], {
      id: 'ApprovalOutcome',
      description: 'What became of it, as the states of a request say.',
    }),
  })
  .meta({ id: 'ApprovalClosed', description: 'A request to book beyond the caps is over.' });
