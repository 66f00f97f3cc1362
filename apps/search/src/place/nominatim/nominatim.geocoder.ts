import type { Locale } from '@edu/contract-kit';
import { z } from 'zod';
import type { Geocoder, Point } from '../geocoder.ts';
import { toKilometre, type Place } from '../place.domain.ts';

interface NominatimOptions {
  readonly url: string;
  /** Says which application asks, and where its operators are reached. */
  readonly userAgent: string;
}

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 200_000;
/** Of a reverse search, in Nominatim’s levels of detail: a suburb. */
const SUBURB_ZOOM = '14';
/** What else of an address says where a place belongs, the widest last. */
const CITIES = ['city', 'town', 'village', 'municipality', 'county', 'state'] as const;
/** Parts of a city, the smallest first. */
const PARTS = ['neighbourhood', 'quarter', 'suburb', 'city_district', 'borough'] as const;

const degrees = (most: number) => z.coerce.number().min(-most).max(most);
const name = z.string().max(200);
const Result = z.object({
  lat: degrees(90),
  lon: degrees(180),
  name: name.optional(),
  display_name: z.string().max(1_000),
  address: z.record(z.string(), z.string().max(200)).default({}),
});
type Result = z.infer<typeof Result>;
const Nothing = z.object({ error: z.string() });

/** Refused because too much was asked. */
export class TooManyRequests extends Error {
  /** Seconds after which it may be asked again; undefined where it did not say. */
  readonly retryAfterS: number | undefined;

  constructor(retryAfter: string | null) {
    super('nominatim answered 429');
    const seconds = Number(retryAfter);
    this.retryAfterS = retryAfter !== null && seconds > 0 ? seconds : undefined;
  }
}

/**
 * Nominatim’s searches, as jsonv2. Its public server forbids to be asked while somebody types.
 * Sources: nominatim.org/release-docs/latest/api/Search, …/Reverse, …/Output;
 * operations.osmfoundation.org/policies/nominatim
 */
export class Nominatim implements Geocoder {
  readonly id = 'nominatim';
  readonly attribution = {
    text: '© OpenStreetMap contributors',
    url: 'https://www.openstreetmap.org/copyright',
  };
  readonly #options: NominatimOptions;

  constructor(options: NominatimOptions) {
    this.#options = options;
  }

  async find(text: string, locale: Locale, limit: number): Promise<Place[]> {
    const answer = await this.#ask('search', locale, { q: text, limit: String(limit) });
    return z
      .array(Result)
      .parse(answer)
      .map(placeOf)
      .filter((place) => place !== null);
  }

  async nearest({ lat, lng }: Point, locale: Locale): Promise<Place | null> {
    const query = { lat: String(lat), lon: String(lng), zoom: SUBURB_ZOOM };
    const answer = await this.#ask('reverse', locale, query);
    // Where nobody has mapped anything it answers 200 and an error.
    if (Nothing.safeParse(answer).success) return null;
    return placeOf(Result.parse(answer));
  }

  async #ask(path: string, locale: Locale, query: Record<string, string>): Promise<unknown> {
    const url = new URL(path, this.#options.url.replace(/\/?$/, '/'));
    const more = { format: 'jsonv2', addressdetails: '1', 'accept-language': locale };
    url.search = new URLSearchParams({ ...query, ...more }).toString();
    const response = await fetch(url, {
      headers: { accept: 'application/json', 'user-agent': this.#options.userAgent },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 429) throw new TooManyRequests(response.headers.get('retry-after'));
    if (!response.ok) throw new Error(`nominatim answered ${response.status}`);
    const text = await response.text();
    if (text.length > MAX_BYTES) throw new Error('nominatim answered too much');
    return JSON.parse(text);
  }
}

/** Null for what lies in no country: a sea. */
function placeOf({ lat, lon, name: own, display_name: shown, address }: Result): Place | null {
  const country = address['country_code'];
  if (!country || !/^[a-z]{2}$/i.test(country)) return null;
  const first = (kinds: readonly string[]) => kinds.map((kind) => address[kind]).find(Boolean);
  const city = first(CITIES);
  const called = own || first(PARTS) || city || shown.split(',')[0]!.trim();
  return {
    name: called,
    within: city === undefined || city === called ? null : city,
    country: country.toUpperCase(),
    location: { lat: toKilometre(lat), lng: toKilometre(lon) },
  };
}
