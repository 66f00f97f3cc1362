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
  badPhone: {
    status: 422,
    title: 'No mobile phone has this number',
    detail: 'Check the digits, the country code included.',
  },
  oldPhone: {
    status: 422,
    title: 'This number has its old form: it begins with {form} now',
  },
  phoneElsewhere: {
    status: 422,
    title: 'Numbers of this country cannot pay this price',
    detail: 'Those of {countries} can. There may be other ways to pay.',
  },
  operatorNotServed: {
    status: 422,
    title: 'The operator of this number is not one of ours',
    detail: 'In this country these are: {operators}. There may be other ways to pay.',
  },
  operatorDown: {
    status: 422,
    title: '{operator} does not answer at the moment',
    detail: 'Try again later, or pay another way.',
  },
  amountOutOfBounds: {
    status: 422,
    title: '{operator} takes {min} to {max} at a time',
    detail: 'Pay another way.',
  },
  amountNotTaken: {
    status: 422,
    title: 'This payment service does not take this amount in this currency',
  },
  notTogether: {
    status: 422,
    title: 'These lessons cannot be paid with one payment',
    detail: 'Pay lesson by lesson, or another way.',
  },
  anotherOpen: {
    status: 409,
    title: 'A payment that was begun another way cannot be closed any more',
    detail: 'Finish it, or wait until it has ended.',
    retryAfter: 5,
  },
  notPaid: {
    status: 409,
    title: 'There is no receipt of what is not paid',
  },
  documentNotFound: {
    status: 404,
    title: 'No such document',
  },
  yearNotOver: {
    status: 409,
    title: 'This year is not over',
    detail: 'Its statement can be had from 1 January on.',
  },
  documentNotReady: {
    status: 409,
    title: 'This document is being written',
    detail: 'Try again in a moment.',
    retryAfter: 2,
  },
  refused: {
    status: 422,
    title: 'The payment service refused this payment',
  },
  turnedDown: {
    status: 422,
    title: 'We cannot take this payment now',
    detail:
      'Nothing was charged. Pay lesson by lesson, with your own number or card, or try again in an hour; if that does not help, write to us.',
  },
});
