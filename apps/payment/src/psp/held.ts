import { Currency, CURRENCY_EXPONENTS } from '@edu/contract-kit';
import { z } from 'zod';
import type { Sum } from './psp.ts';

/** What psps write that they hold: whole units with decimals, as text or as a number, below zero where they lent it. */
export const HeldAmount = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d{1,15}(\.\d+)?$/));
export const HeldCurrency = z.string().regex(/^[A-Za-z]{3}$/);

/** In minor units; most money that is not ours has two decimals. */
export function heldOf(text: string, currency: string): Sum {
  const code = currency.toUpperCase();
  const known = Currency.safeParse(code).data;
  const exponent = known ? CURRENCY_EXPONENTS[known] : 2;
  const [whole = '', part = ''] = text.replace('-', '').split('.');
  const amount = BigInt(whole + part.padEnd(exponent, '0').slice(0, exponent));
  return { amount: text.startsWith('-') ? -amount : amount, currency: code };
}

/** One sum for each currency. */
export function addUp(sums: readonly Sum[]): Sum[] {
  const byCurrency = new Map<string, bigint>();
  for (const { amount, currency } of sums) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0n) + amount);
  }
  return [...byCurrency].map(([currency, amount]) => ({ amount, currency }));
}
