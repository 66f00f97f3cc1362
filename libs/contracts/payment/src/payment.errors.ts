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
  bookingNotFound: {
    status: 404,
    title: { en: 'No such booking', fr: 'Réservation introuvable' },
  },
  bookingNotReady: {
    status: 409,
    title: {
      en: 'This booking cannot be paid yet',
      fr: 'Cette réservation ne peut pas encore être payée',
    },
    detail: { en: 'Try again in a moment.', fr: 'Réessayez dans un instant.' },
    retryAfter: 1,
  },
  bookingOver: {
    status: 409,
    title: {
      en: 'This booking no longer waits for its payment',
      fr: 'Cette réservation n’attend plus son paiement',
    },
    detail: { en: 'Book again.', fr: 'Réservez à nouveau.' },
  },
  phoneRequired: {
    status: 422,
    title: {
      en: 'This payment service needs the payer’s phone number',
      fr: 'Ce moyen de paiement demande le numéro de téléphone du payeur',
    },
  },
  amountNotTaken: {
    status: 422,
    title: {
      en: 'This payment service does not take this amount in this currency',
      fr: 'Ce moyen de paiement n’accepte pas ce montant dans cette devise',
    },
  },
  refused: {
    status: 422,
    title: {
      en: 'The payment service refused this payment',
      fr: 'Le prestataire de paiement a refusé ce paiement',
    },
  },
});
