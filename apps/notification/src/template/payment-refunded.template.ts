import { formatMoney, Money } from '@edu/contract-kit';
import { z } from 'zod';
import { bookingLink, groupLines, lesson, LessonFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner: money is on its way back. */
export const paymentRefunded = defineTemplate({
  name: 'payment-refunded',
  facts: LessonFacts.extend({
    refund: Money,
    /** How it goes back; one of a later release is said in general words. */
    way: z.string().default('psp'),
  }),
  parts: (facts, reader) => ({
    title: 'notifications.payment-refunded.title',
    lines: [
      [
        'notifications.payment-refunded.lesson',
        { ...lesson(facts, reader), refund: formatMoney(facts.refund, reader.locale) },
      ],
      ...groupLines(facts),
      ['notifications.payment-refunded.delay', { way: facts.way }],
      'notifications.payment-refunded.credit-note',
    ],
    link: bookingLink(facts),
  }),
});
