import { defineErrors } from '@edu/contract-kit';

export const notificationErrors = defineErrors('notification', {
  notFound: { status: 404, title: 'No such notification' },
  notSent: {
    status: 503,
    title: 'The message could not be sent',
    detail: 'Try again in a minute.',
    retryAfter: 60,
  },
  undeliverable: {
    status: 422,
    title: 'This address takes no messages',
    detail: 'Check it, or use another one.',
  },
});
