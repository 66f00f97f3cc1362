import { defineErrors } from '@edu/contract-kit';

export const availabilityErrors = defineErrors('availability', {
  noSchedule: {
    status: 404,
    title: { en: 'This provider offers no times', fr: 'Ce prestataire ne propose aucun horaire' },
  },
  slotNotOffered: {
    status: 409,
    title: { en: 'This time is not offered', fr: 'Cet horaire n’est pas proposé' },
    detail: {
      en: 'Read the free slots again and choose one of them.',
      fr: 'Relisez les créneaux libres et choisissez-en un.',
    },
  },
  rangeTooLong: {
    status: 400,
    title: {
      en: 'Ask for at most {days} days at once',
      fr: 'Demandez au plus {days} jours à la fois',
    },
  },
});
