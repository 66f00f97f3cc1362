export type CheckoutLanguage = 'en' | 'fr';

const en = {
  title: 'Payment',
  simulated: 'Simulated payment page: no money moves.',
  pay: 'Pay',
  decline: 'Pay with a card that is declined',
  threeDSecure: 'Pay with 3-D Secure',
  authenticationTitle: 'Your bank asks you to confirm',
  authenticationText: 'Confirm this payment as you would in the app of your bank.',
  agree: 'Confirm the payment',
  refuse: 'Refuse',
  succeeded: 'The payment succeeded.',
  requires_capture: 'The amount is reserved.',
  processing: 'The payment is being processed.',
  canceled: 'The payment was cancelled.',
  failed: 'The card was declined. Try again.',
  notFound: 'This payment does not exist.',
  close: 'You can close this page.',
};

const fr: typeof en = {
  title: 'Paiement',
  simulated: 'Page de paiement simulée : aucun argent ne circule.',
  pay: 'Payer',
  decline: 'Payer avec une carte refusée',
  threeDSecure: 'Payer avec 3-D Secure',
  authenticationTitle: 'Votre banque vous demande de confirmer',
  authenticationText:
    'Confirmez ce paiement comme vous le feriez dans l’application de votre banque.',
  agree: 'Confirmer le paiement',
  refuse: 'Refuser',
  succeeded: 'Le paiement a réussi.',
  requires_capture: 'Le montant est réservé.',
  processing: 'Le paiement est en cours de traitement.',
  canceled: 'Le paiement a été annulé.',
  failed: 'La carte a été refusée. Réessayez.',
  notFound: 'Ce paiement n’existe pas.',
  close: 'Vous pouvez fermer cette page.',
};

export type CheckoutTexts = typeof en;

export const CHECKOUT_TEXTS: Record<CheckoutLanguage, CheckoutTexts> = { en, fr };

/** French or English, whichever the `Accept-Language` header prefers; English when neither. */
export function languageOf(header: string | undefined): CheckoutLanguage {
  const ranked = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => (tag === 'fr' || tag === 'en') && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  return ranked[0]?.tag === 'fr' ? 'fr' : 'en';
}
