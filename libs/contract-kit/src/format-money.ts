import type { Locale } from './locale.ts';
import type { Money } from './money.ts';

/** Decimals of the ISO 4217 currencies that the platform handles. XOF and XAF have none. */
export const CURRENCY_EXPONENTS = { XOF: 0, XAF: 0, EUR: 2, CAD: 2, USD: 2 } as const;

/** By language and currency: making a formatter costs a hundred times what formatting does. */
const FORMATS = new Map<string, Intl.NumberFormat>();

/** `{5000, XOF}` → `5 000 F CFA` in French: for people, never for parsing. */
export function formatMoney({ amount, currency }: Money, locale: Locale): string {
  const key = `${locale} ${currency}`;
  let format = FORMATS.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    FORMATS.set(key, format);
  }
  return format.format(amount / 10 ** CURRENCY_EXPONENTS[currency]);
}
