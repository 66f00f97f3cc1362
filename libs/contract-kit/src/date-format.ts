import { intlLocale } from './intl-locale.ts';
import type { Locale } from './locale.ts';

/**
 * How days and times of day are written for readers of a language. French calls the first of a month its
 * `1er`, which `Intl` does not know.
 */
export class DateFormat extends Intl.DateTimeFormat {
  readonly #isFrench: boolean;

  constructor(locale: Locale, shape: Intl.DateTimeFormatOptions) {
    super(intlLocale(locale), shape);
    this.#isFrench = locale === 'fr';
  }

  override format(at: Date): string {
    const text = super.format(at);
    return this.#isFrench ? withFirst(text) : text;
  }

  override formatRange(from: Date, to: Date): string {
    const text = super.formatRange(from, to);
    return this.#isFrench ? withFirst(text) : text;
  }
}

/** A day of one digit before the name of its month, or before the day at which a range ends. */
const FIRST = /(^|\D)1(?=–|\s\p{L}{3})/gu;
const withFirst = (text: string) => text.replace(FIRST, (_, before: string) => `${before}1er`);
