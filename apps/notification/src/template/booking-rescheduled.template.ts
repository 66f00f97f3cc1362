import { Instant } from '@edu/contract-kit';
import { z } from 'zod';
import {
  bookingLink,
  calendarChange,
  lessonLines,
  LessonEntryFacts,
  OtherLessons,
  when,
} from './lesson.ts';
import { defineTemplate } from './template.ts';

const facts = LessonEntryFacts.extend({
  from: z.object({ startsAt: Instant, endsAt: Instant }),
  /** `learner`, `provider` or `platform`; of another cause the message says nothing. */
  by: z.string(),
  others: OtherLessons,
});

/** To both people: the lesson is at another time. */
export const bookingRescheduled = defineTemplate({
  name: 'booking-rescheduled',
  facts,
  parts: (moved, reader) => ({
    title: 'notifications.booking-rescheduled.title',
    lines: [
      ...lessonLines('notifications.booking-rescheduled.lesson', moved, reader),
      [
        'notifications.booking-rescheduled.from',
        { when: when({ ...moved, ...moved.from }, reader) },
      ],
      ...(moved.others.length > 0
        ? [['notifications.booking-rescheduled.others', { count: moved.others.length }] as const]
        : []),
      ...moved.others.map(
        (other) =>
          [
            'notifications.booking-rescheduled.other',
            { when: when({ ...moved, ...other }, reader) },
          ] as const,
      ),
      ['notifications.booking-rescheduled.by', { by: moved.by === moved.as ? 'reader' : moved.by }],
    ],
    link: bookingLink(moved),
    calendar: calendarChange('enter', moved, reader, moved.others),
  }),
});
