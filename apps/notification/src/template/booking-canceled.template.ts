import { z } from 'zod';
import { bookingLink, lesson, LessonFacts, when } from './lesson.ts';
import { defineTemplate } from './template.ts';

const facts = LessonFacts.extend({
  by: z.enum(['learner', 'provider', 'platform']),
  wasPaid: z.boolean(),
});
type Facts = z.infer<typeof facts>;

/** To both people: the lesson does not take place. */
export const bookingCanceled = defineTemplate({
  name: 'booking-canceled',
  facts,
  link: bookingLink,
  fr: (canceled, reader) => ({
    title: 'Cours annulé',
    lines: [
      `Votre ${lesson(reader)} n’aura pas lieu : ${when(canceled, reader)}.`,
      whoFr(canceled),
      ...(refundMayFollow(canceled)
        ? ['Si un remboursement vous est dû, il part automatiquement et vous sera annoncé.']
        : []),
    ],
  }),
  en: (canceled, reader) => ({
    title: 'Lesson canceled',
    lines: [
      `Your ${lesson(reader)} does not take place: ${when(canceled, reader)}.`,
      whoEn(canceled),
      ...(refundMayFollow(canceled)
        ? ['If a refund is due to you, it is sent automatically and we will tell you.']
        : []),
    ],
  }),
});

const refundMayFollow = ({ as, wasPaid }: Facts) => as === 'learner' && wasPaid;

function whoFr({ by, as }: Facts): string {
  if (by === 'platform') return 'La plateforme l’a annulé.';
  if (by === as) return 'Vous l’avez annulé.';
  return by === 'learner' ? 'L’élève l’a annulé.' : 'L’intervenant l’a annulé.';
}

function whoEn({ by, as }: Facts): string {
  if (by === 'platform') return 'The platform canceled it.';
  if (by === as) return 'You canceled it.';
  return by === 'learner' ? 'The learner canceled it.' : 'The provider canceled it.';
}
