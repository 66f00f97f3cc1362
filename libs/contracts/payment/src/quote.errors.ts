import { defineErrors } from '@edu/contract-kit';

export const quoteErrors = defineErrors('payment', {
  rateUnknown: {
    status: 422,
    title: 'This price cannot be paid in this money',
    detail: 'Pay it in its own money, or another way.',
  },
  quoteExpired: {
    status: 409,
    title: 'This amount does not hold any more',
    detail: 'Ask for it anew: nothing was charged.',
  },
});
