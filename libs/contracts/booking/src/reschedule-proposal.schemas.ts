import { Id, Instant, openEnum, text } from '@edu/contract-kit';
import { z } from 'zod';

/** How many other times may be proposed at once. */
export const MAX_PROPOSED_TIMES = 3;

const id = Id.describe('The booking.');

export const RescheduleProposal = z
  .object({
    starts: z
      .array(Instant)
      .describe('When the lesson could begin instead, the earliest first. None of them is held.'),
    reason: z
      .string()
      .meta({ description: 'Why, by the provider.', examples: ['I have a doctor’s appointment.'] }),
    state: openEnum(['open', 'accepted', 'declined', 'withdrawn', 'expired', 'ended'], {
      id: 'RescheduleProposalState',
      description:
        '`ended`: the lesson was moved or called off meanwhile, so that nothing is proposed any more.',
    }),
    proposedAt: Instant.describe('When it was made.'),
    answerBy: Instant.describe('Without an answer by then the lesson stays where it is.'),
  })
  .meta({
    id: 'RescheduleProposal',
    description: 'Other times that a provider proposes for a paid lesson.',
  });
export type RescheduleProposal = z.infer<typeof RescheduleProposal>;

export const ProposalOfVersion = RescheduleProposal.extend({
  // Zero in answers that were kept before there was one.
  version: z
    .int()
    .default(0)
    .describe('Of the booking, of which what is proposed is a part: for `If-Match`.'),
}).meta({
  id: 'ProposalOfVersion',
  description: 'What is or was proposed, and the version of its booking since.',
});
export type ProposalOfVersion = z.infer<typeof ProposalOfVersion>;

export const ProposeReschedule = z
  .strictObject({
    id,
    starts: z
      .array(Instant)
      .min(1)
      .max(MAX_PROPOSED_TIMES)
      .describe('Up to three starts that my free slots offer.'),
    reason: text(500, 3).meta({
      description: 'Why, for the learner.',
      examples: ['I have a doctor’s appointment.'],
    }),
  })
  .meta({ id: 'ProposeReschedule', description: 'Other times for a paid lesson of mine.' });

export const AcceptReschedule = z
  .strictObject({ id, startsAt: Instant.describe('One of the starts that are proposed.') })
  .meta({ id: 'AcceptReschedule', description: 'The proposed time that suits.' });

export const AnswerReschedule = z
  .strictObject({ id })
  .meta({ id: 'AnswerReschedule', description: 'A lesson that is to stay where it is.' });
