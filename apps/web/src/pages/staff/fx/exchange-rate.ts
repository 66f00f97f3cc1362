import type { Currency, LedgerTransaction } from '@edu/client';
import { CURRENCY_EXPONENTS } from '@edu/contract-kit';

/** Prices are in the first of two, and what was charged in the other. */
const PRICES_FIRST: readonly Currency[] = ['XOF', 'XAF', 'EUR', 'USD', 'CAD'];

/**
 * What one unit of the money that was charged brought of that of the prices, where a bank or a payment service exchanged
 * the one for the other.
 */
export function rateOf(
  lines: LedgerTransaction['lines'],
): { readonly charged: Currency; readonly priced: Currency; readonly rate: number } | undefined {
  const [one, other, ...more] = lines
    .filter(({ account }) => account === 'psp_clearing' || account === 'bank')
    .map(({ balance }) => balance)
    .sort((a, b) => PRICES_FIRST.indexOf(a.currency) - PRICES_FIRST.indexOf(b.currency));
  if (!one || !other || more.length > 0 || one.currency === other.currency) return undefined;
  const major = ({ amount, currency }: typeof one) =>
    Math.abs(amount) / 10 ** CURRENCY_EXPONENTS[currency];
  return { charged: other.currency, priced: one.currency, rate: major(one) / major(other) };
}
