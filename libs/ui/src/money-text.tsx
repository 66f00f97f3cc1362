import type { Money } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import { useReader } from './texts.tsx';

const formats = new Map<string, Intl.NumberFormat>();

/** `{5000, XOF}` → `5 000 F CFA` in French. ISO 4217, which Intl knows, says how many decimals. */
export function moneyText({ amount, currency }: Money, locale: Locale): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    formats.set(key, format);
  }
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}

/** An amount of money in the reader's language. */
export function MoneyText({ money }: { readonly money: Money }) {
  const { locale } = useReader();
  return <span className="money">{moneyText(money, locale)}</span>;
}
