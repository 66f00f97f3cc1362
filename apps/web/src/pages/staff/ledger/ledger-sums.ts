import type { LedgerTransaction } from '@edu/client';
import type { Money } from '@edu/contract-kit';

type Line = LedgerTransaction['lines'][number];

/** What the two sides of a transaction come to in a currency. */
export interface LedgerSum {
  readonly debits: Money;
  readonly credits: Money;
}

export function sumsOf(lines: readonly Pick<Line, 'balance'>[]): LedgerSum[] {
  const currencies = [...new Set(lines.map(({ balance }) => balance.currency))];
  return currencies.map((currency) => {
    const amounts = lines
      .filter(({ balance }) => balance.currency === currency)
      .map(({ balance }) => balance.amount);
    const side = (sign: 1 | -1) => ({
      amount: amounts.reduce((sum, amount) => sum + Math.max(0, sign * amount), 0),
      currency,
    });
    return { debits: side(1), credits: side(-1) };
  });
}

/** What of it went to an account, as a credit. */
export function creditOf(lines: readonly Line[], account: Line['account']): Money | undefined {
  const line = lines.find((one) => one.account === account);
  return line && { ...line.balance, amount: Math.max(0, -line.balance.amount) };
}
