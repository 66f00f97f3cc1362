import { defineErrors } from '@edu/contract-kit';

export const riskErrors = defineErrors('payment', {
  reviewNotFound: { status: 404, title: 'No such payment to look at' },
  reviewOwn: {
    status: 403,
    title: 'What you pay or earn yourself is for others to decide about',
  },
  reviewDecided: {
    status: 409,
    title: 'This payment has been decided about already',
  },
});
