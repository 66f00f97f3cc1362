import { defineErrors } from '@edu/contract-kit';

export const reserveErrors = defineErrors('payment', {
  reserveNotFound: { status: 404, title: 'No such reserve' },
  reserveOwn: {
    status: 403,
    title: 'What is kept of your own earnings is for others to decide about',
  },
  reserveProvider: { status: 422, title: 'There is no such account' },
  reserveStands: {
    status: 409,
    title: 'Something is set for this provider already',
    detail: 'Lift it first, then set another.',
  },
  reserveLifted: { status: 409, title: 'This reserve has been lifted already' },
});
