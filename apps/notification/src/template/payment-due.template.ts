import { bookingLink, lessonLines, LessonFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To whoever pays: the next lesson of a series waits for its payment. */
export const paymentDue = defineTemplate({
  name: 'payment-due',
  facts: LessonFacts,
  parts: (facts, reader) => ({
    title: 'notifications.payment-due.title',
    lines: [
      ...lessonLines('notifications.payment-due.lesson', facts, reader),
      'notifications.payment-due.advice',
    ],
    link: bookingLink(facts),
  }),
});
