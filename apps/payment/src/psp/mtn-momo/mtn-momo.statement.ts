import type { StatementDialect } from '../statement-dialect.ts';

/**
 * The transactions that the partner portal exports. MTN documents neither columns nor words: this mapping
 * is ours, to be held against the first file of a real account.
 */
export const mtnMomoStatement: StatementDialect = {
  separator: ',',
  decimals: '.',
  dates: 'iso',
  zone: 'UTC',
  columns: {
    ref: 'Id',
    // Our id, which is sent along with each request.
    ownId: 'External id',
    at: 'Date',
    amount: 'Amount',
    currency: 'Currency',
    kind: 'Type',
    state: 'Status',
  },
  kinds: { Payment: 'payment', Refund: 'refund', Transfer: 'payout' },
  states: { Successful: 'succeeded', Pending: 'pending', Failed: 'failed' },
};
