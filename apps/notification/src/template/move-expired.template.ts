import { bookingLink, lessonLines, LessonFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner: what a lesson costs more at another time was not paid in time. */
export const moveExpired = defineTemplate({
  name: 'move-expired',
  facts: LessonFacts,
  parts: (facts, reader) => ({
    title: 'notifications.move-expired.title',
    lines: [
      ...lessonLines('notifications.move-expired.lesson', facts, reader),
      'notifications.move-expired.advice',
    ],
    link: bookingLink(facts),
  }),
});
