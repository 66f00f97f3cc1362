import { defineErrors } from '@edu/contract-kit';

export const chargebackErrors = defineErrors('payment', {
  chargebackNotFound: { status: 404, title: 'No such chargeback' },
  chargebackNoFile: {
    status: 409,
    title: 'The file of this chargeback is being put together',
    detail: 'Try again in a moment.',
    retryAfter: 2,
  },
  chargebackDecided: {
    status: 409,
    title: 'This chargeback does not wait for a decision any more',
  },
});
