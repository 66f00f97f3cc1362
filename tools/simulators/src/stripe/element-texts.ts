/** What the payment element says; errors by Stripe's codes, https://docs.stripe.com/error-codes. */
const en = {
  title: 'Card',
  number: 'Card number',
  expiry: 'Expiry date (month / year)',
  cvc: 'Security code',
  simulated:
    'Simulated: no money moves. 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined, 4000 0027 6000 3184 asks the bank.',
  connection: 'We are experiencing issues connecting to our payments provider. Please try again.',
  incomplete_number: 'Your card number is incomplete.',
  incomplete_expiry: 'Your card’s expiration date is incomplete.',
  incomplete_cvc: 'Your card’s security code is incomplete.',
};

const fr: typeof en & Readonly<Record<string, string>> = {
  title: 'Carte',
  number: 'Numéro de carte',
  expiry: 'Date d’expiration (mois / année)',
  cvc: 'Code de sécurité',
  simulated:
    'Simulation : aucun argent ne circule. 4242 4242 4242 4242 paie, 4000 0000 0000 0002 est refusée, 4000 0027 6000 3184 interroge la banque.',
  connection:
    'Nous rencontrons des problèmes de connexion avec notre prestataire de paiement. Veuillez réessayer.',
  incomplete_number: 'Le numéro de votre carte est incomplet.',
  incomplete_expiry: 'La date d’expiration de votre carte est incomplète.',
  incomplete_cvc: 'Le code de sécurité de votre carte est incomplet.',
  // In English the API's own words are shown.
  generic_decline: 'Votre carte a été refusée.',
  insufficient_funds: 'Les fonds disponibles sur votre carte sont insuffisants.',
  expired_card: 'Votre carte a expiré.',
  incorrect_number: 'Votre numéro de carte est incorrect.',
  processing_error: 'Une erreur est survenue pendant le traitement de votre carte.',
};

export const ELEMENT_TEXTS = { en, fr } as const;
