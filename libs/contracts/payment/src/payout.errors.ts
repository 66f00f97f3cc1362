import { defineErrors } from '@edu/contract-kit';

export const payoutErrors = defineErrors('payment', {
  payoutElsewhere: {
    status: 422,
    title: 'Nothing can be paid to numbers of this country yet',
    detail: 'Those of {countries} can be paid to.',
  },
  payoutNoWallet: {
    status: 422,
    title: 'This number has no Mobile Money that we can pay to',
    detail: 'In this country we pay to: {operators}.',
  },
  payoutUnavailable: {
    status: 503,
    title: 'The payment service does not answer',
    detail: 'Nothing was changed. Try again in a moment.',
    retryAfter: 5,
  },
  payoutNotFound: { status: 404, title: 'No such payout' },
  payoutAccountNotFound: {
    status: 404,
    title: 'No such number',
    detail: 'Its owner may have given another one meanwhile.',
  },
  payoutOwn: {
    status: 403,
    title: 'Your own payouts are for others to decide',
  },
  payoutNotAwaiting: {
    status: 409,
    title: 'This payout does not wait for a yes any more',
  },
  payoutSecondPerson: {
    status: 409,
    title: 'You have said yes already: somebody else has to say it too',
  },
});
