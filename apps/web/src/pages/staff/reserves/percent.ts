import { intlLocale, type Locale } from '@edu/contract-kit';

/** Hundredths of a percent, as in `12.5 %`. */
export const percentText = (bps: number, locale: Locale): string =>
  new Intl.NumberFormat(intlLocale(locale), {
    style: 'percent',
    maximumFractionDigits: 2,
  }).format(bps / 10_000);

/** A percentage as people type it, in hundredths of a percent. */
export const bpsOf = (percent: string): number =>
  Math.round(Number(percent.replace(',', '.')) * 100);
