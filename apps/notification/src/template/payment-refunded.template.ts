import { formatMoney, Money } from '@edu/contract-kit';
import { bookingLink, groupLines, lesson, LessonFacts } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner: money is on its way back. */
export const paymentRefunded = defineTemplate({
  name: 'payment-refunded',
  facts: LessonFacts.extend({ refund: Money }),
  parts: (facts, reader) => ({
    title: 'notifications.payment-refunded.title',
    lines: [
      [
        'notifications.payment-refunded.lesson',
        { ...lesson(facts, reader), refund: formatMoney(facts.refund, reader.locale) },
      ],
      ...groupLines(facts),
      'notifications.payment-refunded.delay',
      'notifications.payment-refunded.credit-note',
    ],
    link: bookingLink(facts),
  }),
});
