import { defineErrors } from '@edu/contract-kit';

export const notificationErrors = defineErrors('notification', {
  notFound: { status: 404, title: { en: 'No such notification', fr: 'Notification introuvable' } },
  notSent: {
    status: 503,
    title: {
      en: 'The message could not be sent',
      fr: 'Le message n’a pas pu être envoyé',
    },
    detail: { en: 'Try again in a minute.', fr: 'Réessayez dans une minute.' },
    retryAfter: 60,
  },
  undeliverable: {
    status: 422,
    title: {
      en: 'This address takes no messages',
      fr: 'Cette adresse ne reçoit pas de messages',
    },
    detail: { en: 'Check it, or use another one.', fr: 'Vérifiez-la, ou utilisez-en une autre.' },
  },
});
