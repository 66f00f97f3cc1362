import { Instant } from '@edu/contract-kit';
import { z } from 'zod';
import { bookingLink, calendarChange, lesson, LessonEntryFacts, when } from './lesson.ts';
import { defineTemplate } from './template.ts';

const facts = LessonEntryFacts.extend({
  from: z.object({ startsAt: Instant, endsAt: Instant }),
  /** `learner`, `provider` or `platform`; of another cause the message says nothing. */
  by: z.string(),
});

/** To both people: the lesson is at another time. */
export const bookingRescheduled = defineTemplate({
  name: 'booking-rescheduled',
  facts,
  parts: (moved, reader) => ({
    title: 'notifications.booking-rescheduled.title',
    lines: [
      ['notifications.booking-rescheduled.lesson', lesson(moved, reader)],
      [
        'notifications.booking-rescheduled.from',
        { when: when({ ...moved, ...moved.from }, reader) },
      ],
      ['notifications.booking-rescheduled.by', { by: moved.by === moved.as ? 'reader' : moved.by }],
    ],
    link: bookingLink(moved),
    calendar: calendarChange('enter', moved, reader),
  }),
});
