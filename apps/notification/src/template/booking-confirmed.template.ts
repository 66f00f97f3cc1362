import { formatMoney, LessonMode, Money } from '@edu/contract-kit';
import {
  bookingLink,
  calendarChange,
  lessonLines,
  LessonEntryFacts,
  OtherLessons,
  when,
} from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To both people: the lesson is paid and takes place, and others that were paid at once with it. */
export const bookingConfirmed = defineTemplate({
  name: 'booking-confirmed',
  facts: LessonEntryFacts.extend({
    mode: LessonMode,
    /** Of all of them. */
    price: Money,
    others: OtherLessons,
  }),
  parts: (facts, reader) => ({
    title: 'notifications.booking-confirmed.title',
    lines: [
      ...lessonLines('notifications.booking-confirmed.lesson', facts, reader),
      ...(facts.others.length > 0
        ? [['notifications.booking-confirmed.others', { count: facts.others.length }] as const]
        : []),
      ...facts.others.map(
        (other) =>
          [
            'notifications.booking-confirmed.other',
            { when: when({ ...facts, ...other }, reader) },
          ] as const,
      ),
      ['notifications.booking-confirmed.mode', { mode: facts.mode }],
      [
        'notifications.booking-confirmed.price',
        { as: facts.as, price: formatMoney(facts.price, reader.locale) },
      ],
      ...(facts.as === 'learner' ? (['notifications.booking-confirmed.receipt'] as const) : []),
    ],
    link: bookingLink(facts),
    calendar: calendarChange('enter', facts, reader, facts.others),
  }),
});
