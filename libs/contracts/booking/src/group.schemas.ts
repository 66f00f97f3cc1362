import {
  Id,
  Instant,
  LESSON_MINUTES,
  LessonMode,
  line,
  Money,
  openEnum,
  pageQuery,
  Slug,
  text,
} from '@edu/contract-kit';
import { CancellationPolicy } from '@edu/contracts-availability';
import { z } from 'zod';
import { CreateBooking } from './booking.schemas.ts';

/** How many learners a group lesson may have. */
export const GROUP_SEATS = { min: 2, max: 30 } as const;

const groupId = Id.describe('The group lesson.');
const seats = z.int().min(GROUP_SEATS.min).max(GROUP_SEATS.max);

export const GroupLesson = z
  .object({
    id: groupId,
    providerId: Id.describe('Who teaches.'),
    state: openEnum(['open', 'canceled'], {
      id: 'GroupState',
      description: '`open`: it takes place; `canceled`: called off.',
    }),
    title: z
      .string()
      .meta({ description: 'What it is about.', examples: ['Fractions in two hours'] }),
    subject: z
      .string()
      .nullable()
      .meta({ description: 'The subject; null when nothing was said.', examples: ['maths'] }),
    mode: LessonMode,
    startsAt: Instant.describe('When the lesson begins.'),
    endsAt: Instant.describe('When the lesson ends.'),
    zone: z.string().meta({
      description: 'Time zone of the provider (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    price: Money.describe('What each learner pays.'),
    policy: CancellationPolicy.describe('What a cancellation of a seat gives back.'),
    seats: z.int().describe('How many learners it takes.'),
    seatsLeft: z.int().describe('How many seats can be booked now.'),
    version: z.int().describe('Grows with every change.'),
  })
  .meta({ id: 'GroupLesson', description: 'A lesson of one provider with several learners.' });
export type GroupLesson = z.infer<typeof GroupLesson>;

export const GroupLessons = z
  .object({ items: z.array(GroupLesson).describe('Those that are ahead, the soonest first.') })
  .meta({ id: 'GroupLessons', description: 'Group lessons of one provider.' });

export const OpenGroup = z
  .strictObject({
    startsAt: Instant.describe('A start that my free slots offer.'),
    durationMinutes: z
      .int()
      .min(LESSON_MINUTES.min)
      .max(LESSON_MINUTES.max)
      .default(60)
      .describe('One of the durations that I offer.'),
    mode: LessonMode.default('online').describe('Where it takes place.'),
    title: line(80)
      .min(3)
      .meta({
        description: 'What it is about, for those who look for it.',
        examples: ['Fractions in two hours'],
      }),
    subject: Slug.optional().describe('The subject.'),
    seats: seats.describe('How many learners it takes.'),
    price: Money.refine(({ amount }) => amount > 0).describe(
      'What each learner pays, in the currency of my usual price.',
    ),
  })
  .meta({ id: 'OpenGroup', description: 'A group lesson to offer.' });

export const GroupById = z
  .strictObject({ groupId })
  .meta({ id: 'GroupById', description: 'A group lesson.' });

export const ListGroups = z
  .strictObject({ providerId: Id.describe('Whose group lessons.') })
  .meta({ id: 'ListGroups', description: 'Group lessons of a provider.' });

export const CancelGroup = z
  .strictObject({
    groupId,
    reason: text(500)
      .default('')
      .meta({ description: 'Why, for the learners; may be empty.', examples: ['I am ill.'] }),
  })
  .meta({ id: 'CancelGroup', description: 'A group lesson to call off.' });

export const BookSeat = z
  .strictObject({
    groupId,
    ...CreateBooking.pick({ learnerId: true, beyondCaps: true }).shape,
  })
  .meta({ id: 'BookSeat', description: 'A seat in a group lesson.' });

export const ListGroupSnapshot = z
  .strictObject(pageQuery)
  .meta({ id: 'ListGroupSnapshot', description: 'Which page of all group lessons.' });

/** When a group lesson takes its provider’s time: in its events, and for rebuilding projections. */
export const GroupTime = z
  .object({
    groupId,
    providerId: Id.describe('Who teaches.'),
    busyFrom: Instant.describe('From when the provider is busy, the buffer before it included.'),
    busyUntil: Instant.describe('Until when the provider is busy, the buffer after it included.'),
    canceled: z.boolean().describe('Whether it was called off: then the time is free again.'),
    version: z.int().describe('Of the group lesson: larger is later.'),
  })
  .meta({ id: 'GroupTime', description: 'The time that a group lesson takes.' });
