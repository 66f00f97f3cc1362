/** `5 000`, `25,50` → minor units; undefined when it is no amount. */
export function minorUnits(text: string, currency: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '').replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 10 ** decimals(currency));
}

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** An amount as somebody would type it. */
export const typedAmount = ({ amount, currency }: Amount): string =>
  String(amount / 10 ** decimals(currency));

/** ISO 4217, which Intl knows: none for francs CFA, two for euros. */
function decimals(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 0;
}

/** What a choice of currencies says: the name, and the code that banks use. */
export const currencyName = (currency: string, locale: string): string =>
  `${new Intl.DisplayNames(locale, { type: 'currency' }).of(currency)} (${currency})`;
