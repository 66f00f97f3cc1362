export type AuthenticationLanguage = 'en' | 'fr';

const en = {
  title: 'Your bank asks you to confirm',
  ask: 'Confirm this payment as you would in the app of your bank.',
  agree: 'Confirm the payment',
  refuse: 'Refuse',
  over: 'There is nothing to confirm.',
  close: 'You can close this page.',
  notFound: 'This payment does not exist.',
  simulated: 'Simulated bank: no money moves.',
};

const fr: typeof en = {
  title: 'Votre banque vous demande de confirmer',
  ask: 'Confirmez ce paiement comme vous le feriez dans l’application de votre banque.',
  agree: 'Confirmer le paiement',
  refuse: 'Refuser',
  over: 'Il n’y a rien à confirmer.',
  close: 'Vous pouvez fermer cette page.',
  notFound: 'Ce paiement n’existe pas.',
  simulated: 'Banque simulée : aucun argent ne circule.',
};

export type AuthenticationTexts = typeof en;

export const AUTHENTICATION_TEXTS: Record<AuthenticationLanguage, AuthenticationTexts> = { en, fr };

/** French or English, whichever the `Accept-Language` header prefers; English when neither. */
export function languageOf(header: string | undefined): AuthenticationLanguage {
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
