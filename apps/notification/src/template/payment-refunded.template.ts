import { formatMoney, Money } from '@edu/contract-kit';
import { bookingLink, lesson, LessonFacts, when } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner: money is on its way back. */
export const paymentRefunded = defineTemplate({
  name: 'payment-refunded',
  facts: LessonFacts.extend({ refund: Money }),
  link: bookingLink,
  fr: (facts, reader) => ({
    title: 'Remboursement envoyé',
    lines: [
      `${formatMoney(facts.refund, 'fr')} vous sont remboursés pour votre ${lesson(reader)} : ${when(facts, reader)}.`,
      'Selon votre banque ou votre opérateur, l’argent arrive sous quelques jours.',
    ],
  }),
  en: (facts, reader) => ({
    title: 'Refund sent',
    lines: [
      `${formatMoney(facts.refund, 'en')} go back to you for your ${lesson(reader)}: ${when(facts, reader)}.`,
      'Depending on your bank or operator, the money arrives within a few days.',
    ],
  }),
});
