import { bookingLink, lessonLines, LessonFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner: the slot was not paid in time. */
export const bookingExpired = defineTemplate({
  name: 'booking-expired',
  facts: LessonFacts,
  parts: (facts, reader) => ({
    title: 'notifications.booking-expired.title',
    lines: [
      ...lessonLines('notifications.booking-expired.lesson', facts, reader),
      'notifications.booking-expired.advice',
    ],
    link: bookingLink(facts),
  }),
});
