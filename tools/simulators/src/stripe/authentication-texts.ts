import type { PageLanguage } from '../kit/language.ts';

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

export const AUTHENTICATION_TEXTS: Record<PageLanguage, AuthenticationTexts> = { en, fr };
