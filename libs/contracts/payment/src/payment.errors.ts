import { defineErrors } from '@edu/contract-kit';

export const paymentErrors = defineErrors('payment', {
  notFound: { status: 404, title: 'No such payment' },
  unknownPsp: {
    status: 404,
    title: 'No such payment service',
  },
  badSignature: {
    status: 400,
    title: 'The signature does not match',
  },
  pspUnavailable: {
    status: 503,
    title: 'The payment service does not answer',
    detail: 'Nothing was charged. Try again with the same Idempotency-Key.',
    retryAfter: 5,
  },
  alreadyPaid: {
    status: 409,
    title: 'This booking is paid already',
  },
  bookingNotFound: {
    status: 404,
    title: 'No such booking',
  },
  bookingNotReady: {
    status: 409,
    title: 'This booking cannot be paid yet',
    detail: 'Try again in a moment.',
    retryAfter: 1,
  },
  notAccepted: {
    status: 409,
    title: 'This lesson waits for an answer and cannot be paid yet',
    detail: 'It can be paid once both sides have agreed on it.',
  },
  bookingOver: {
    status: 409,
    title: 'This booking no longer waits for its payment',
    detail: 'Book again.',
  },
  phoneRequired: {
    status: 422,
    title: 'This payment service needs the payer’s phone number',
  },
  amountNotTaken: {
    status: 422,
    title: 'This payment service does not take this amount in this currency',
  },
  anotherOpen: {
    status: 409,
    title: 'A payment that was begun another way cannot be closed any more',
    detail: 'Finish it, or wait until it has ended.',
    retryAfter: 5,
  },
  refused: {
    status: 422,
    title: 'The payment service refused this payment',
  },
});
