import type { Locale } from '@edu/contract-kit';

/** `653,997379 F CFA`; `1 €` */
export const rateText = (amount: number, currency: string, locale: Locale): string =>
  new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: 6 },
  }).format(amount);
