import type { Locale } from '@edu/contract-kit';

/** Making one costs a thousand times what asking it does. */
const known = new Map<string, Intl.DisplayNames>();

/** `fr` is `français` for a French reader; a code that nobody has a name for stays as it is. */
export function languageName(code: string, locale: Locale): string {
  return named(locale, 'language', code);
}

/** `CI` is `Côte d’Ivoire`. */
export function countryName(code: string, locale: Locale): string {
  return named(locale, 'region', code);
}

function named(locale: Locale, type: 'language' | 'region', code: string): string {
  const key = `${type} ${locale}`;
  const names = known.get(key) ?? new Intl.DisplayNames(locale, { type });
  known.set(key, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // no code at all
  }
}

/** The city that a zone is named after: `America/St_Johns` → `St Johns`. */
export const cityOf = (zone: string): string =>
  zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** `Abidjan (UTC+0)`: the city that a zone is named after, and its offset at that time. */
export function shortZoneName(zone: string, at: Date): string {
  return `${cityOf(zone)} (${zoneOffset(zone, at)})`;
}

/** Zones that this system knows: there are some hundred. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const shape = { dateStyle: 'short', timeStyle: 'short' } as const;
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...shape });
    clocks.set(zone, clock);
  }
  return clock;
}

/** By what clocks there show, cut to the minute: the names of offsets in `Intl` are younger than phones in use. */
function zoneOffset(zone: string, at: Date): string {
  const shown = clockOf(zone).format(at);
  const ahead = Math.ceil((Date.parse(`${shown.replace(' ', 'T')}Z`) - at.getTime()) / 60_000);
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const rest = minutes > 0 ? `:${String(minutes).padStart(2, '0')}` : '';
  return `UTC${ahead < 0 ? '\u2212' : '+'}${hours}${rest}`;
}
