import list from './places.json' with { type: 'json' };

/** A city where people live who look for somebody, or a part or suburb of one. */
export interface CataloguePlace {
  readonly fr: string;
  readonly en: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Of the centre, to about a kilometre. */
  readonly lat: number;
  readonly lng: number;
  /** Thousands of people, roughly: of two places with one name the larger is meant. */
  readonly thousands: number;
  /** The city that it is a part or suburb of, as that is called in French; null for a city. */
  readonly within: string | null;
  /** Other names. */
  readonly also: readonly string[];
}

/**
 * Cities of West and Central Africa, parts of the largest, and cities of the diaspora. A line is
 * `fr|en where it differs|country|lat|lng|thousands|within|other names`.
 */
export const PLACES: readonly CataloguePlace[] = list.places.map(readPlace);

function readPlace(line: string): CataloguePlace {
  const [fr = '', en, country = '', lat, lng, thousands, within, also] = line.split('|');
  return {
    fr,
    en: en || fr,
    country,
    lat: Number(lat),
    lng: Number(lng),
    thousands: Number(thousands),
    within: within || null,
    also: also ? also.split(',') : [],
  };
}
