import { defineErrors } from '@edu/contract-kit';

export const paymentErrors = defineErrors('payment', {
  notFound: { status: 404, title: { en: 'No such payment', fr: 'Paiement introuvable' } },
  unknownPsp: {
    status: 404,
    title: {
      en: 'No such payment service',
      fr: 'Prestataire de paiement inconnu',
    },
  },
  badSignature: {
    status: 400,
    title: { en: 'The signature does not match', fr: 'La signature ne correspond pas' },
  },
  pspUnavailable: {
    status: 503,
    title: {
      en: 'The payment service does not answer',
      fr: 'Le prestataire de paiement ne répond pas',
    },
    detail: {
      en: 'Nothing was charged. Try again with the same Idempotency-Key.',
      fr: 'Rien n’a été débité. Réessayez avec la même Idempotency-Key.',
    },
    retryAfter: 5,
  },
  alreadyPaid: {
    status: 409,
    title: { en: 'This booking is paid already', fr: 'Cette réservation est déjà payée' },
  },
  refused: {
    status: 422,
    title: {
      en: 'The payment service refused this payment',
      fr: 'Le prestataire de paiement a refusé ce paiement',
    },
  },
});
