import type { StatementDialect } from '../statement-dialect.ts';

/**
 * The statement of a wallet as the dashboard exports it. The columns are documented, the words of `Type`
 * are ours, after the breakdown of wallets there.
 * Source: https://docs.pawapay.io/dashboard/finances/statements
 */
export const pawapayStatement: StatementDialect = {
  separator: ',',
  decimals: '.',
  dates: 'iso',
  zone: 'UTC',
  columns: {
    // The id that we gave the deposit, the refund or the payout.
    ref: 'Transaction ID',
    at: 'Creation Date',
    amount: 'Amount',
    currency: 'Currency',
    kind: 'Type',
  },
  kinds: { Deposit: 'payment', Refund: 'refund', Payout: 'payout' },
  states: {},
  refIsIntent: true,
};
