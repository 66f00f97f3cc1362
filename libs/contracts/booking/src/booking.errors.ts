import { defineErrors } from '@edu/contract-kit';

export const bookingErrors = defineErrors('booking', {
  notFound: { status: 404, title: { en: 'No such booking', fr: 'Réservation introuvable' } },
  slotTaken: {
    status: 409,
    title: { en: 'This slot has just been taken', fr: 'Ce créneau vient d’être pris' },
    detail: { en: 'Choose another time.', fr: 'Choisissez un autre horaire.' },
  },
  learnerBusy: {
    status: 409,
    title: {
      en: 'You have another lesson at this time',
      fr: 'Vous avez déjà un cours à cette heure',
    },
  },
  slotContended: {
    status: 409,
    title: {
      en: 'Many people want this slot right now',
      fr: 'Ce créneau est très demandé en ce moment',
    },
    detail: { en: 'Try again in a moment.', fr: 'Réessayez dans un instant.' },
    retryAfter: 1,
  },
  tooManyHolds: {
    status: 429,
    title: {
      en: 'You hold {max} unpaid slots already',
      fr: 'Vous retenez déjà {max} créneaux non payés',
    },
    detail: { en: 'Pay or cancel one of them.', fr: 'Payez ou annulez l’un d’eux.' },
    retryAfter: 60,
  },
  tooManyHoldsOfProvider: {
    status: 429,
    title: {
      en: 'You have held {max} slots of this person without paying',
      fr: 'Vous avez déjà retenu {max} créneaux de cette personne sans payer',
    },
    detail: {
      en: 'Pay what you hold, or try again later.',
      fr: 'Payez ce que vous retenez, ou réessayez plus tard.',
    },
    retryAfter: 600,
  },
  lessonOver: {
    status: 409,
    title: { en: 'This lesson is over', fr: 'Ce cours est terminé' },
  },
  ownLesson: {
    status: 422,
    title: { en: 'You cannot book yourself', fr: 'Vous ne pouvez pas vous réserver vous-même' },
  },
  illegalTransition: {
    status: 409,
    title: {
      en: 'A booking that is {state} cannot be changed this way',
      fr: 'Une réservation à l’état {state} ne peut pas être modifiée ainsi',
    },
  },
});
