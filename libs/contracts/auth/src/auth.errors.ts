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
  stepUpRequired: {
    status: 403,
    title: {
      en: 'Prove first that it is you',
      fr: 'Prouvez d’abord que c’est bien vous',
    },
    detail: {
      en: 'Send your password, or a code that was sent to an address that you have already.',
      fr: 'Envoyez votre mot de passe, ou un code envoyé à une adresse que vous avez déjà.',
    },
  },
  badPassword: {
    status: 422,
    title: { en: 'The password is wrong', fr: 'Le mot de passe est incorrect' },
  },
  noAddress: {
    status: 422,
    title: {
      en: 'Your account has no address of this kind',
      fr: 'Votre compte n’a pas d’adresse de ce type',
    },
  },
  badUndoToken: {
    status: 422,
    title: { en: 'This link is no longer valid', fr: 'Ce lien n’est plus valable' },
    detail: {
      en: 'It works once, for 72 hours. Contact the support.',
      fr: 'Il fonctionne une fois, pendant 72 heures. Contactez le support.',
    },
  },
  weakPassword: {
    status: 422,
    title: { en: 'This password is easy to guess', fr: 'Ce mot de passe est facile à deviner' },
    detail: {
      en: 'Use several words that have nothing to do with you or with EduConnect.',
      fr: 'Utilisez plusieurs mots sans rapport avec vous ni avec EduConnect.',
    },
  },
  badPhone: {
    status: 422,
    title: {
      en: 'No mobile phone has this number',
      fr: 'Aucun téléphone mobile n’a ce numéro',
    },
    detail: {
      en: 'Check the digits, the country code included.',
      fr: 'Vérifiez les chiffres, indicatif du pays compris.',
    },
  },
  oldPhone: {
    status: 422,
    title: {
      en: 'This number has its old form: it begins with {form} now',
      fr: 'Ce numéro a son ancienne forme : il commence maintenant par {form}',
    },
  },
  smsNotOffered: {
    status: 422,
    title: {
      en: 'We send no SMS to this country yet',
      fr: 'Nous n’envoyons pas encore de SMS dans ce pays',
    },
    detail: { en: 'Use an e-mail address.', fr: 'Utilisez une adresse e-mail.' },
  },
  smsExhausted: {
    status: 503,
    title: {
      en: 'No more codes can be sent by SMS today',
      fr: 'Aucun autre code ne peut être envoyé par SMS aujourd’hui',
    },
    detail: {
      en: 'Use an e-mail address, or try again tomorrow.',
      fr: 'Utilisez une adresse e-mail, ou réessayez demain.',
    },
    retryAfter: 3_600,
  },
  unknownUser: { status: 404, title: { en: 'No such account', fr: 'Compte introuvable' } },
});
