import { defineErrors } from '@edu/contract-kit';

export const authErrors = defineErrors('auth', {
  badCredentials: {
    status: 401,
    title: {
      en: 'The address or the password is wrong',
      fr: 'L’adresse ou le mot de passe est incorrect',
    },
  },
  badCode: {
    status: 422,
    title: { en: 'This code is not valid', fr: 'Ce code n’est pas valable' },
    detail: {
      en: 'Check the digits, or ask for a new code.',
      fr: 'Vérifiez les chiffres, ou demandez un nouveau code.',
    },
  },
  badRefreshToken: {
    status: 401,
    title: { en: 'Sign in again', fr: 'Reconnectez-vous' },
    detail: { en: 'This session has ended.', fr: 'Cette session est terminée.' },
  },
  tooManyCodes: {
    status: 429,
    title: {
      en: 'Too many codes were asked for',
      fr: 'Trop de codes ont été demandés',
    },
    detail: { en: 'Wait, then ask for a new one.', fr: 'Patientez, puis redemandez-en un.' },
    retryAfter: 600,
  },
  tooManyTries: {
    status: 429,
    title: { en: 'Too many failed tries', fr: 'Trop d’essais manqués' },
    detail: { en: 'Wait before you try again.', fr: 'Patientez avant de réessayer.' },
    retryAfter: 3_600,
  },
  busy: {
    status: 503,
    title: { en: 'Too many people sign in right now', fr: 'Trop de connexions en ce moment' },
    retryAfter: 2,
  },
  suspended: {
    status: 403,
    title: { en: 'This account is suspended', fr: 'Ce compte est suspendu' },
    detail: { en: 'Contact the support.', fr: 'Contactez le support.' },
  },
  addressTaken: {
    status: 409,
    title: {
      en: 'This address belongs to another account',
      fr: 'Cette adresse appartient à un autre compte',
    },
  },
  unknownUser: { status: 404, title: { en: 'No such account', fr: 'Compte introuvable' } },
});
