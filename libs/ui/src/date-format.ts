import { DateFormat, type Locale } from '@edu/contract-kit';

/** Making one costs a thousand times what asking it does. */
const formats = new Map<string, DateFormat>();

/** How days and times of day are written for readers of a language: every page asks here. */
export function dateFormat(
  locale: Locale,
  zone: string,
  shape: Intl.DateTimeFormatOptions,
): DateFormat {
  const key = `${locale} ${zone} ${JSON.stringify(shape)}`;
  let format = formats.get(key);
  if (!format) {
    format = new DateFormat(locale, { ...shape, timeZone: zone });
    formats.set(key, format);
  }
  return format;
}
