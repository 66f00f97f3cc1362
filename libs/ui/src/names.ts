import type { Locale } from '@edu/contract-kit';

/** Making one costs a thousand times what asking it does. */
const formats = new Map<string, unknown>();

function kept<T>(key: string, make: () => T): T {
  const found = formats.get(key) as T | undefined;
  if (found) return found;
  const made = make();
  formats.set(key, made);
  return made;
}

/** `fr` is `français` for a French reader; a code that nobody has a name for stays as it is. */
export function languageName(code: string, locale: Locale): string {
  return named(locale, 'language', code);
}

/** `CI` is `Côte d’Ivoire`. */
export function countryName(code: string, locale: Locale): string {
  return named(locale, 'region', code);
}

function named(locale: Locale, type: 'language' | 'region', code: string): string {
  const names = kept(`${type} ${locale}`, () => new Intl.DisplayNames(locale, { type }));
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // no code at all
  }
}

/** `Abidjan (UTC+0)`: the city that a zone is named after, and its offset at that time. */
export function shortZoneName(zone: string, locale: Locale, at: Date): string {
  const city = zone.split('/').at(-1)!.replaceAll('_', ' ');
  return `${city} (${zoneOffset(locale, zone, at)})`;
}

function zoneOffset(locale: Locale, zone: string, at: Date): string {
  const format = kept(
    `offset ${locale} ${zone}`,
    () => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longOffset' }),
  );
  const offset = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign = '+', hours = '0', minutes] = /([+\u2212-])0?(\d+):?(\d\d)?/.exec(offset) ?? [];
  return `UTC${sign}${hours}${minutes && minutes !== '00' ? `:${minutes}` : ''}`;
}
