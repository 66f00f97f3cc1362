import { defineErrors } from '@edu/contract-kit';

export const linkErrors = defineErrors('payment', {
  tooManyLinks: {
    status: 409,
    title: 'There are as many links for this lesson as there may be: {most}',
    detail: 'Withdraw one of them first.',
  },
  linkNotFound: { status: 404, title: 'No such link' },
  linkOver: {
    status: 404,
    title: 'This link leads to no payment',
    detail: 'It may have been withdrawn. Ask whoever sent it for another one.',
  },
  linkChanged: {
    status: 409,
    title: 'Some of these lessons can no longer be paid',
    detail:
      'They are paid another way, called off, or too late. Nothing was charged. Ask whoever sent the link for one of those that are left.',
  },
});
