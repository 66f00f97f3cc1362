import { defineErrors } from '@edu/contract-kit';

export const creditErrors = defineErrors('payment', {
  refundNotFound: { status: 404, title: 'No such refund' },
  refundNotWaiting: {
    status: 409,
    title: 'This refund waits for nobody any more',
    detail: 'It has gone back meanwhile.',
  },
  refundWithBank: {
    status: 409,
    title: 'The bank of whoever paid has asked for this money',
    detail: 'What becomes of the refund is known once the bank has decided.',
  },
  creditChanged: {
    status: 409,
    title: 'Your credit has changed meanwhile',
    detail: 'Look again at how much of it is left.',
  },
  refundOwn: { status: 403, title: 'Your own refunds are for others to send' },
});
