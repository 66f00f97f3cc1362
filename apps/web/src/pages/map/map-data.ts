import type { GeoPoint } from '@edu/client';

/** A server of tiles, and whom its maps are owed to. */
export interface MapTiles {
  /** With `{z}`, `{x}` and `{y}`. */
  readonly url: string;
  readonly attribution: string;
  readonly attributionUrl: string;
}

/** Somebody on the map. */
export interface MapPerson {
  readonly name: string;
  /** Their page, where that is another one. */
  readonly href?: string;
}

/** Places are known to about a kilometre, so that several people may share one. */
export interface MapPlace extends GeoPoint {
  readonly people: readonly MapPerson[];
}

/** What the browser reads: the map's places, and its words in the language of the page. */
export interface MapData {
  readonly tiles: MapTiles;
  readonly places: readonly MapPlace[];
  readonly words: Readonly<
    Record<'show' | 'hide' | 'loading' | 'failed' | 'zoomIn' | 'zoomOut', string>
  >;
}

/** People by where they are, in the order in which they came. */
export function placesOf(
  people: readonly (MapPerson & { readonly location: GeoPoint | null })[],
): MapPlace[] {
  const places = new Map<string, GeoPoint & { people: MapPerson[] }>();
  for (const { location, ...person } of people) {
    if (!location) continue;
    const { lat, lng } = location;
    const key = `${lat} ${lng}`;
    const place = places.get(key) ?? { lat, lng, people: [] };
    place.people.push(person);
    places.set(key, place);
  }
  return [...places.values()];
}
