import { Id, Instant, openEnum, text } from '@edu/contract-kit';
import { z } from 'zod';

/** How long support has to decide about what is contested. */
export const DECIDE_DISPUTE_DAYS = 7;

/** How long the learner of a provider who was absent may choose a new time instead of the money. */
export const CHOOSE_HOURS = 72;

const id = Id.describe('The booking.');

const STAGES = ['ahead', 'choosing', 'contestable', 'disputed', 'settled', 'closed'] as const;
const LessonStage = openEnum(STAGES, {
  id: 'LessonStage',
  description:
    '`ahead`: the lesson is not over; `choosing`: the provider was absent, and the learner chooses a new time or the money; `contestable`: over, and either side may object; `disputed`: somebody did, and the money waits; `settled`: the provider has earned it; `closed`: nothing is left for the provider.',
});

/** How often each side, and support, may write about one that is open. */
export const MAX_DISPUTE_MESSAGES = 10;

export const DisputeWriter = openEnum(['learner', 'provider', 'support'], {
  id: 'DisputeWriter',
  description: 'Who wrote; a parent is on the side of the learner.',
});

const DisputeMessage = z
  .object({
    side: DisputeWriter,
    text: z.string().meta({
      description: 'What they wrote.',
      examples: ['The link did not open, and I wrote to her at once.'],
    }),
    at: Instant.describe('When they wrote it.'),
  })
  .meta({ id: 'DisputeMessage', description: 'A word about an objection, for all who read it.' });

export const Dispute = z
  .object({
    side: openEnum(['learner', 'provider'], {
      id: 'DisputeSide',
      description: 'Which side objected; a parent is on that of the learner.',
    }),
    text: z.string().meta({
      description: 'What they say happened.',
      examples: ['I waited for twenty minutes, and nobody came.'],
    }),
    openedAt: Instant.describe('When they objected.'),
    decideBy: Instant.describe('Until when support decides.'),
    messages: z
      .array(DisputeMessage)
      .default([])
      .describe('What was written about it since, the earliest first.'),
    decision: z
      .object({
        refundPct: z
          .int()
          .describe('How much of what was left goes back to the learner, in percent.'),
        reason: z.string().meta({
          description: 'Why, for both sides.',
          examples: ['The classroom shows that nobody came.'],
        }),
        at: Instant.describe('When it was decided.'),
      })
      .meta({ id: 'DisputeDecision', description: 'What support decided.' })
      .nullable()
      .describe('Null while it is open.'),
  })
  .meta({ id: 'Dispute', description: 'One side says that a lesson was not as its outcome says.' });

export const LessonReport = z
  .object({
    done: z.string().meta({
      description: 'What was done in the lesson.',
      examples: ['Fractions: adding and shortening them.'],
    }),
    next: z
      .string()
      .nullable()
      .meta({
        description: 'What comes next, and what to prepare; null when nothing was said.',
        examples: ['Exercises 3 to 5, page 41.'],
      }),
    writtenAt: Instant.describe('When it was written, or changed last.'),
  })
  .meta({ id: 'LessonReport', description: 'What a provider says of a lesson, for the learner.' });

export const LessonOutcome = z
  .object({
    id,
    stage: LessonStage,
    contestUntil: Instant.nullable().describe('Until when either side may object; null when not.'),
    chooseUntil: Instant.nullish().describe(
      'Until when the learner of an absent provider may choose a new time or the money, which goes back by itself afterwards; the provider may object meanwhile. Nothing where there is no such choice.',
    ),
    dispute: Dispute.nullable().describe('Null where nobody objected.'),
    report: LessonReport.nullable().describe('Null while there is none.'),
  })
  .meta({ id: 'LessonOutcome', description: 'What became of a lesson, for both of its sides.' });

export const OutcomeOf = z
  .strictObject({ id })
  .meta({ id: 'OutcomeOf', description: 'The lesson of one of my bookings.' });

export const ChooseRefund = z.strictObject({ id }).meta({
  id: 'ChooseRefund',
  description: 'The money of a lesson whose provider was absent is to go back.',
});

export const ContestLesson = z
  .strictObject({
    id,
    text: text(2_000, 10).meta({
      description: 'What happened.',
      examples: ['I waited for twenty minutes, and nobody came.'],
    }),
  })
  .meta({ id: 'ContestLesson', description: 'An objection to the outcome of a lesson.' });

export const WriteOnDispute = z
  .strictObject({
    id,
    text: text(1_000, 1).meta({
      description: 'What both sides and support are to know.',
      examples: ['The link did not open, and I wrote to her at once.'],
    }),
  })
  .meta({ id: 'WriteOnDispute', description: 'A word about an objection.' });

export const WriteReport = z
  .strictObject({
    id,
    done: text(2_000, 1).meta({
      description: 'What was done in the lesson.',
      examples: ['Fractions: adding and shortening them.'],
    }),
    next: text(1_000)
      .default('')
      .meta({
        description: 'What comes next, and what to prepare; may be empty.',
        examples: ['Exercises 3 to 5, page 41.'],
      }),
  })
  .meta({ id: 'WriteReport', description: 'What was done in a lesson.' });

export const OpenDispute = z
  .object({
    id,
    learnerId: Id.describe('Who learns.'),
    providerId: Id.describe('Who teaches.'),
    startsAt: Instant.describe('When the lesson began.'),
    dispute: Dispute,
  })
  .meta({ id: 'OpenDispute', description: 'A lesson about which support is to decide.' });

export const OpenDisputes = z
  .object({ items: z.array(OpenDispute).describe('The most urgent first; 100 at most.') })
  .meta({ id: 'OpenDisputes', description: 'What support is to decide.' });

export const DecideDispute = z
  .strictObject({
    id,
    refundPct: z
      .int()
      .min(0)
      .max(100)
      .describe(
        'How much of what is left goes back to the learner, in percent; the provider earns the rest.',
      ),
    reason: text(1_000, 10).meta({
      description: 'Why, for both sides.',
      examples: ['The classroom shows that nobody came.'],
    }),
  })
  .meta({ id: 'DecideDispute', description: 'What support decides.' });
