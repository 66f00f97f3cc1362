import { bookingLink, lesson, LessonFacts, when } from './lesson.ts';
import { defineTemplate } from './template.ts';

/** To the learner: the slot was not paid in time. */
export const bookingExpired = defineTemplate({
  name: 'booking-expired',
  facts: LessonFacts,
  link: bookingLink,
  fr: (facts, reader) => ({
    title: 'Réservation expirée',
    lines: [
      `Votre ${lesson(reader)} n’a pas été payé à temps et n’est plus réservé : ${when(facts, reader)}.`,
      'Vous pouvez réserver à nouveau si le créneau est encore libre. Un paiement arrivé en retard est traité automatiquement.',
    ],
  }),
  en: (facts, reader) => ({
    title: 'Booking expired',
    lines: [
      `Your ${lesson(reader)} was not paid in time and is not booked any more: ${when(facts, reader)}.`,
      'You can book again if the slot is still free. A payment that arrives late is dealt with automatically.',
    ],
  }),
});
