import type { Currency } from '@edu/client';
import { CURRENCY_EXPONENTS } from '@edu/contract-kit';

/**
 * An amount as people type it; without a currency its francs, which have no decimals. What is no whole number of minor
 * units is none here either, and is refused: nobody said what to round it to.
 */
export function minorUnits(amount: string, currency: Currency | undefined): number {
  const exponent = currency === undefined ? 0 : (CURRENCY_EXPONENTS[currency] ?? 0);
  const minor = Number(amount.replace(',', '.')) * 10 ** exponent;
  const whole = Math.round(minor);
  // Tenths have no exact form in binary.
  return Math.abs(minor - whole) < 1e-6 ? whole : minor;
}
