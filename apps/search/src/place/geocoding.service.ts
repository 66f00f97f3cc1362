import type { Provider } from '@nestjs/common';
import type { Locale } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import { Redis } from 'ioredis';
import { SearchConfig } from '../app.config.ts';
import { Gazetteer } from './gazetteer.ts';
import type { Point } from './geocoder.ts';
import { CarefulGeocoder, type Answer } from './nominatim/careful-geocoder.ts';
import { Nominatim } from './nominatim/nominatim.geocoder.ts';
import { Turns } from './nominatim/turns.ts';
import type { Place } from './place.domain.ts';

/** Where a place is, and what place is where, by whoever the configuration names. */
export abstract class Geocoding {
  abstract find(text: string, locale: Locale, limit: number): Promise<Answer<Place[]>>;
  abstract nearest(point: Point, locale: Locale): Promise<Answer<Place | null>>;
}

/** The gazetteer alone owes nothing to anybody. */
class GazetteerAlone extends Geocoding {
  readonly #gazetteer = new Gazetteer();

  override async find(text: string, locale: Locale, limit: number) {
    return { found: await this.#gazetteer.find(text, locale, limit), attribution: null };
  }

  override async nearest(point: Point, locale: Locale) {
    return { found: await this.#gazetteer.nearest(point, locale), attribution: null };
  }
}

export const geocoding: Provider = {
  provide: Geocoding,
  inject: [SearchConfig, Redis, Clock, Log],
  useFactory: (config: SearchConfig, redis: Redis, clock: Clock, log: Log): Geocoding => {
    const { GEOCODING_BY, NOMINATIM_URL: url, NOMINATIM_CONTACT: contact } = config;
    if (GEOCODING_BY === 'gazetteer') return new GazetteerAlone();
    if (!contact) throw new Error('NOMINATIM_CONTACT is not set');
    const userAgent = `EduConnect/1.0 (${contact})`;
    return new CarefulGeocoder(
      new Nominatim({ url, userAgent }),
      new Gazetteer(),
      new Turns(redis),
      {
        now: () => clock.now(),
        failed: (err) => log.warn({ err }, 'Nominatim did not answer; the gazetteer does'),
      },
    );
  },
};
