import type { Locale } from '@edu/contract-kit';
import type { Place } from './place.domain.ts';

export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** Whom the answers are owed to: to be shown beside them. */
export interface Attribution {
  readonly text: string;
  readonly url: string;
}

/** Somebody who knows where places are, and what they are called. */
export interface Geocoder {
  /** As the configuration names it. */
  readonly id: string;
  /** Null where nothing is owed. */
  readonly attribution: Attribution | null;
  /** Places of a name, the most likely one first. @throws Error when it cannot be asked */
  find(text: string, locale: Locale, limit: number): Promise<Place[]>;
  /** The city or part of one around a point; null far from all. @throws Error when it cannot be asked */
  nearest(point: Point, locale: Locale): Promise<Place | null>;
}
