import { defineErrors } from '@edu/contract-kit';

export const sessionErrors = defineErrors('session', {
  notFound: { status: 404, title: 'No such lesson' },
  notOpen: {
    status: 403,
    title: 'The classroom is open from {opensAt} to {closesAt}',
  },
  notOnline: {
    status: 422,
    title: 'This lesson takes place in person',
  },
  badWebhook: {
    status: 400,
    title: 'This is no report of our classrooms',
  },
});
