import { LOCALES, type Locale } from '@edu/contract-kit';
import { acceptedLocale } from '@edu/http';
import { parseCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

/** Longer ones hold nothing that we set. */
const MAX_COOKIES = 4_096;

/** What the same page differs by, from one visitor to the next. */
export interface Looks {
  /** By the switch or the browser's `Save-Data`. */
  readonly lowData: boolean;
  /** Which links the header shows; nothing is granted by it. */
  readonly signedIn: boolean;
  readonly teaches: boolean;
  readonly staff: boolean;
}

/** What a browser says about its user, all of it unproven. */
export interface Visitor extends Looks {
  /** The language chosen before, or the one that the browser prefers. */
  readonly locale: Locale;
  /** IANA name; undefined when none came or this system does not know it. */
  readonly zone: string | undefined;
}

export function visitorOf({ headers }: Pick<FastifyRequest, 'headers'>): Visitor {
  const { cookie = '' } = headers;
  const cookies = cookie.length > MAX_COOKIES ? {} : parseCookie(cookie);
  const chosen = LOCALES.find((locale) => locale === cookies['lang']);
  return {
    locale: chosen ?? acceptedLocale(headers['accept-language']) ?? 'fr',
    zone: knownZone(cookies['tz']),
    lowData: cookies['low_data'] ? cookies['low_data'] === '1' : headers['save-data'] === 'on',
    signedIn: Boolean(cookies['signed_in']),
    teaches: cookies['teaches'] === '1',
    staff: cookies['staff'] === '1',
  };
}

/** Zones by what browsers call them: reading a name costs more than rendering a paragraph. */
const zones = new LRUCache<string, string>({ max: 1_000 });

/** The zone by its name of today, if there is such a zone. */
export function knownZone(name: string | undefined): string | undefined {
  if (!name || name.length > 64) return undefined;
  try {
    const zone =
      zones.get(name) ??
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    zones.set(name, zone);
    return zone;
  } catch {
    return undefined;
  }
}
