import { formatMoney, LessonMode, Money } from '@edu/contract-kit';
import { bookingLink, calendarChange, lessonLines, LessonEntryFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To both people: the lesson is paid and takes place. */
export const bookingConfirmed = defineTemplate({
  name: 'booking-confirmed',
  facts: LessonEntryFacts.extend({ mode: LessonMode, price: Money }),
  parts: (facts, reader) => ({
    title: 'notifications.booking-confirmed.title',
    lines: [
      ...lessonLines('notifications.booking-confirmed.lesson', facts, reader),
      ['notifications.booking-confirmed.mode', { mode: facts.mode }],
      [
        'notifications.booking-confirmed.price',
        { as: facts.as, price: formatMoney(facts.price, reader.locale) },
      ],
    ],
    link: bookingLink(facts),
    calendar: calendarChange('enter', facts, reader),
  }),
});
