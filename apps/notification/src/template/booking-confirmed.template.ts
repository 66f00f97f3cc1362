import { formatMoney, LessonMode, Money } from '@edu/contract-kit';
import { bookingLink, lesson, LessonFacts, when } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To both people: the lesson is paid and takes place. */
export const bookingConfirmed = defineTemplate({
  name: 'booking-confirmed',
  facts: LessonFacts.extend({ mode: LessonMode, price: Money }),
  link: bookingLink,
  fr: (facts, reader) => ({
    title: 'Cours confirmé',
    lines: [
      `Votre ${lesson(reader)} est confirmé : ${when(facts, reader)}.`,
      facts.mode === 'online'
        ? 'La salle de cours ouvre 15 minutes avant le début.'
        : 'Le cours a lieu en présence.',
      facts.as === 'learner'
        ? `Payé : ${formatMoney(facts.price, 'fr')}.`
        : `Prix payé par l’élève : ${formatMoney(facts.price, 'fr')}.`,
    ],
  }),
  en: (facts, reader) => ({
    title: 'Lesson confirmed',
    lines: [
      `Your ${lesson(reader)} is confirmed: ${when(facts, reader)}.`,
      facts.mode === 'online'
        ? 'The classroom opens 15 minutes before it starts.'
        : 'The lesson takes place in person.',
      facts.as === 'learner'
        ? `Paid: ${formatMoney(facts.price, 'en')}.`
        : `Price paid by the learner: ${formatMoney(facts.price, 'en')}.`,
    ],
  }),
});
