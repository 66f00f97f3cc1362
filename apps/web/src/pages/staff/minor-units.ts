import type { Currency } from '@edu/client';
import { CURRENCY_EXPONENTS } from '@edu/contract-kit';

/** An amount as people type it; without a currency its francs, which have no decimals. */
export function minorUnits(amount: string, currency: Currency | undefined): number {
  const exponent = currency === undefined ? 0 : (CURRENCY_EXPONENTS[currency] ?? 0);
  return Math.round(Number(amount.replace(',', '.')) * 10 ** exponent);
}
