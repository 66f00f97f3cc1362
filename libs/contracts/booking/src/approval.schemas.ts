import { Id, Instant, LessonMode, Money, openEnum, text } from '@edu/contract-kit';
import { checkPattern } from '@edu/contracts-availability';
import { z } from 'zod';
import { CreateBooking } from './booking.schemas.ts';
import { askSeries, SeriesTake } from './series.schemas.ts';

/** Requests of one child that wait for an answer. */
export const MAX_OPEN_APPROVALS = 5;

const CAPS = ['cap_providers', 'cap_hours', 'cap_monthly'] as const;
const CapName = openEnum(CAPS, {
  id: 'CapName',
  description:
    '`cap_providers`: the provider is none of those allowed; `cap_hours`: the time of day; `cap_monthly`: the spending of the month.',
});

export const APPROVAL_STATES = [
  'open',
  'approved',
  'refused',
  'withdrawn',
  'expired',
  'ended',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];
const ApprovalStateName = openEnum(APPROVAL_STATES, {
  id: 'ApprovalState',
  description:
    '`open`: waits for a parent; `approved`: a parent booked it; `refused`: a parent said no; `withdrawn`: the child wants it no more; `expired`: nobody answered in time; `ended`: the child has no parent here any more.',
});

const approvalId = Id.describe('The request.');

const AskedSeries = z
  .object({
    lessons: z
      .array(
        z
          .object({
            startsAt: Instant.describe('When the lesson would begin.'),
            endsAt: Instant.describe('When the lesson would end.'),
          })
          .meta({ id: 'AskedLesson', description: 'A lesson of a series that a child asks for.' }),
      )
      .describe('In the order of time; never empty.'),
    everyWeeks: z
      .int()
      .nullable()
      .describe('So many weeks from one lesson to the next; null where the times were chosen.'),
    take: SeriesTake.describe('Whether a lesson that is taken meanwhile is left out.'),
    total: Money.describe('What all of them cost when the child asked.'),
  })
  .meta({ id: 'AskedSeries', description: 'A series that a child asks for.' });

export const Approval = z
  .object({
    id: approvalId,
    childId: Id.describe('Who asks, and would learn.'),
    childName: z
      .string()
      .nullable()
      .meta({
        description: 'The name of the child; null when it cannot be had just now.',
        examples: ['Moussa'],
      }),
    providerId: Id.describe('Whose lesson.'),
    providerName: z
      .string()
      .nullable()
      .meta({
        description: 'The name on the profile of who teaches; null when it cannot be had just now.',
        examples: ['Awa Koné'],
      }),
    startsAt: Instant.describe('When the lesson would begin; of a series, the first.'),
    endsAt: Instant.describe('When the lesson would end; of a series, the first.'),
    mode: LessonMode,
    subject: z
      .string()
      .nullable()
      .meta({
        description: 'What the lesson is about; null when nothing was said.',
        examples: ['maths'],
      }),
    price: Money.describe(
      'What it cost when the child asked, of a series each lesson: it is approved at this price at most.',
    ),
    beyond: z.array(CapName).describe('Which caps it was beyond when the child asked.'),
    state: ApprovalStateName,
    askedAt: Instant.describe('When the child asked.'),
    expiresAt: Instant.describe(
      'Until when a parent can answer: never later than the lesson begins.',
    ),
    decidedAt: Instant.nullable().describe('When a parent answered; null while nobody has.'),
    reason: z
      .string()
      .nullable()
      .meta({
        description: 'Why a parent refused; null where nothing was said.',
        examples: ['You have had two lessons this week.'],
      }),
    bookingId: Id.nullable().describe(
      'What was booked, of a series the first lesson; null unless it was approved.',
    ),
    series: AskedSeries.nullable().describe('Its lessons; null where it is about one lesson.'),
    seriesId: Id.nullable().describe('The series that was booked; null where none was.'),
  })
  .meta({ id: 'Approval', description: 'A child’s request to book beyond its caps.' });
export type Approval = z.infer<typeof Approval>;

export const Approvals = z
  .object({
    items: z
      .array(Approval)
      .describe('Those that are open, and what became of the others lately; the latest first.'),
  })
  .meta({ id: 'Approvals', description: 'Requests of mine, or of my children.' });

export const AskApproval = CreateBooking.omit({
  learnerId: true,
  beyondCaps: true,
  trial: true,
}).meta({
  id: 'AskApproval',
  description: 'A lesson that a child wants and that is beyond its caps.',
});

export const AskSeriesApproval = z.strictObject(askSeries).superRefine(checkPattern).meta({
  id: 'AskSeriesApproval',
  description: 'A series that a child wants and that is beyond its caps.',
});

export const ApprovalById = z
  .strictObject({ approvalId })
  .meta({ id: 'ApprovalById', description: 'A request of one of my children, or mine.' });

export const RefuseApproval = z
  .strictObject({
    approvalId,
    reason: text(500)
      .default('')
      .meta({
        description: 'Why, for the child; may be empty.',
        examples: ['You have had two lessons this week.'],
      }),
  })
  .meta({ id: 'RefuseApproval', description: 'A request that a parent refuses.' });
