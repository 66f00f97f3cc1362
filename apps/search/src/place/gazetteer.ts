import type { Locale } from '@edu/contract-kit';
import type { Geocoder, Point } from './geocoder.ts';
import { findPlaces, nearestPlace, type Place } from './place.domain.ts';

/** The places of `places.json`, from memory: it can always be asked. */
export class Gazetteer implements Geocoder {
  readonly id = 'gazetteer';
  readonly attribution = null;

  find(text: string, locale: Locale, limit: number): Promise<Place[]> {
    return Promise.resolve(findPlaces(text, locale, limit));
  }

  nearest(point: Point, locale: Locale): Promise<Place | null> {
    return Promise.resolve(nearestPlace(point, locale));
  }
}
