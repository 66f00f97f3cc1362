import { LOCALES, type Locale } from '@edu/contract-kit';
import { haversine } from '../listing/sphere.ts';
import { toKey } from '../subject/subject-key.ts';
import { prefixDistance, tolerated } from '../subject/typing-mistakes.ts';
import { PLACES, type CataloguePlace } from './place.catalogue.ts';

export interface Place {
  readonly name: string;
  /** The city that it is a part or suburb of. */
  readonly within: string | null;
  readonly country: string;
  readonly location: { readonly lat: number; readonly lng: number };
}

/** A town and what lies around it. */
const NEAR_KM = 30;

interface Key {
  /** A name, followed by those of its city and its country. */
  readonly whole: string;
  /** The name alone. */
  readonly name: string;
  readonly place: CataloguePlace;
}

const countryNames = new Map(
  LOCALES.map((locale) => [locale, new Intl.DisplayNames(locale, { type: 'region' })] as const),
);
const cities = new Map(
  PLACES.filter(({ within }) => within === null).map((city) => [
    cityKey(city.country, city.fr),
    city,
  ]),
);
const KEYS = PLACES.flatMap(keysOf);

/**
 * Places that begin like the text, then those with a word that does (of their city and country too:
 * `Cocody, Abidjan` and `Sénégal` say which are meant), then those that would but for a typing
 * mistake; among equals the larger one comes first.
 */
export function findPlaces(text: string, locale: Locale, limit: number): Place[] {
  const key = toKey(text);
  if (!key) return [];
  const ranks = new Map<CataloguePlace, number>();
  const most = tolerated(key);
  for (const { whole, name, place } of KEYS) {
    const rank = rankOf(key, whole, name, most);
    if (rank < (ranks.get(place) ?? Infinity)) ranks.set(place, rank);
  }
  return [...ranks]
    .sort(([a, rank], [b, other]) => rank - other || b.thousands - a.thousands)
    .slice(0, limit)
    .map(([place]) => placeIn(place, locale));
}

/** The place of the catalogue that is closest to a point; null where none is near. */
export function nearestPlace(point: Place['location'], locale: Locale): Place | null {
  const [closest] = PLACES.map((place) => ({ place, km: haversine(place, point) }))
    .filter(({ km }) => km <= NEAR_KM)
    .sort((a, b) => a.km - b.km);
  return closest ? placeIn(closest.place, locale) : null;
}

function placeIn(place: CataloguePlace, locale: Locale): Place {
  return {
    name: place[locale],
    within: cityOf(place)?.[locale] ?? null,
    country: place.country,
    location: { lat: place.lat, lng: place.lng },
  };
}

/** What is looked for here is a place to start from, not a house: a hundredth of a degree. */
export const toKilometre = (degrees: number): number => Math.round(degrees * 100) / 100;

function rankOf(text: string, whole: string, name: string, most: number): number {
  if (whole.startsWith(text)) return 0;
  if (whole.includes(`-${text}`)) return 1;
  const mistakes = most > 0 ? prefixDistance(text, name, most) : Infinity;
  return mistakes <= most ? 1 + mistakes : Infinity;
}

function keysOf(place: CataloguePlace): Key[] {
  const names = new Set([place.fr, place.en, ...place.also].map(toKey));
  const city = cityOf(place);
  const ends = new Set(
    LOCALES.map((locale) =>
      toKey(`${city ? city[locale] : ''} ${countryNames.get(locale)!.of(place.country)}`),
    ),
  );
  return [...names].flatMap((name) =>
    [...ends].map((end) => ({ whole: `${name}-${end}`, name, place })),
  );
}

function cityOf({ country, within }: CataloguePlace): CataloguePlace | undefined {
  return within === null ? undefined : cities.get(cityKey(country, within));
}

function cityKey(country: string, name: string): string {
  return `${country} ${name}`;
}
