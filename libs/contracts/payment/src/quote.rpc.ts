import { defineRpc } from '@edu/contract-kit';
import { linkErrors } from './link.errors.ts';
import { paymentErrors } from './payment.errors.ts';
import { quoteErrors } from './quote.errors.ts';
import { AskLinkQuote, AskQuote, PaymentQuote } from './quote.schemas.ts';

const errors = [
  paymentErrors.bookingNotReady,
  paymentErrors.notAccepted,
  paymentErrors.bookingOver,
  paymentErrors.alreadyPaid,
  paymentErrors.notTogether,
  quoteErrors.rateUnknown,
];

export const quoteRpc = {
  quote: defineRpc('rpc.payment.quote.v1', {
    summary: 'What the price of a booking is in other money',
    description:
      'For an account abroad. What is earned and what goes back is counted in the price.',
    access: ['student', 'parent'],
    resource: {
      of: 'booking',
      id: 'bookingId',
      whose: 'own',
      otherwise: paymentErrors.bookingNotFound,
    },
    input: AskQuote,
    output: PaymentQuote,
    errors: [paymentErrors.bookingNotFound, ...errors],
    http: {
      method: 'POST',
      path: '/bookings/{bookingId}/payment-quotes',
      limit: { max: 60, windowS: 600, by: 'user' },
    },
  }),
  linkQuote: defineRpc('rpc.payment.link_quote.v1', {
    summary: 'What somebody is asked to pay by a link, in other money',
    access: 'public',
    resource: 'none',
    input: AskLinkQuote,
    output: PaymentQuote,
    errors: [linkErrors.linkOver, linkErrors.linkChanged, ...errors],
    http: {
      method: 'POST',
      path: '/payment-links/quote',
      limit: [
        { max: 60, windowS: 600 },
        { max: 60, windowS: 600, counts: 'failures' },
      ],
    },
  }),
};
