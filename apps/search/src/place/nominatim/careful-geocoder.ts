import type { Locale } from '@edu/contract-kit';
import { LRUCache } from 'lru-cache';
import type { Attribution, Geocoder, Point } from '../geocoder.ts';
import type { Place } from '../place.domain.ts';
import { TooManyRequests } from './nominatim.geocoder.ts';
import type { Turns } from './turns.ts';

/** Answers that are kept, and for how long: places do not move. */
const KEPT = 2_000;
const KEPT_MS = 24 * 3_600_000;
/** Failures in a row after which it is left alone for a while. */
const FAILURES = 3;
const REST_MS = 30_000;
const MAX_REST_MS = 3_600_000;

/** An answer and whom it is owed to. */
export interface Answer<T> {
  readonly found: T;
  readonly attribution: Attribution | null;
}

interface CarefulOptions {
  readonly now: () => Date;
  /** What failed, for the log. */
  readonly failed: (error: unknown) => void;
}

/**
 * A geocoder elsewhere, asked seldom: answers are kept, requests wait for their turn, and after some
 * failures it is not asked for a while. Whenever it does not answer, the other one does.
 */
export class CarefulGeocoder {
  readonly #elsewhere: Geocoder;
  readonly #other: Geocoder;
  readonly #turns: Turns;
  readonly #options: CarefulOptions;
  readonly #kept = new LRUCache<string, { found: Place[] }>({ max: KEPT, ttl: KEPT_MS });
  /** Questions that are being asked: who asks the same waits for the same answer. */
  readonly #asked = new Map<string, Promise<Place[]>>();
  #failures = 0;
  #restsUntil = 0;

  constructor(elsewhere: Geocoder, other: Geocoder, turns: Turns, options: CarefulOptions) {
    this.#elsewhere = elsewhere;
    this.#other = other;
    this.#turns = turns;
    this.#options = options;
  }

  async find(text: string, locale: Locale, limit: number): Promise<Answer<Place[]>> {
    const key = `find ${locale} ${limit} ${text.trim().toLowerCase()}`;
    const found = await this.#answer(key, () => this.#elsewhere.find(text, locale, limit));
    // What it does not know, the gazetteer may: names of the region, and typing mistakes.
    if (found?.length) return this.#owed(found);
    return { found: await this.#other.find(text, locale, limit), attribution: null };
  }

  async nearest(point: Point, locale: Locale): Promise<Answer<Place | null>> {
    const key = `nearest ${locale} ${point.lat} ${point.lng}`;
    const found = await this.#answer(key, async () => {
      const place = await this.#elsewhere.nearest(point, locale);
      return place ? [place] : [];
    });
    if (found?.length) return this.#owed(found[0]!);
    return { found: await this.#other.nearest(point, locale), attribution: null };
  }

  #owed<T>(found: T): Answer<T> {
    return { found, attribution: this.#elsewhere.attribution };
  }

  /** Undefined when it was not asked, or did not answer. */
  async #answer(key: string, ask: () => Promise<Place[]>): Promise<Place[] | undefined> {
    const kept = this.#kept.get(key);
    if (kept) return kept.found;
    if (this.#options.now().getTime() < this.#restsUntil) return undefined;
    const asked = this.#asked.get(key) ?? this.#ask(key, ask);
    return asked.catch(() => undefined);
  }

  #ask(key: string, ask: () => Promise<Place[]>): Promise<Place[]> {
    const asked = this.#inTurn(ask)
      .then((found) => {
        this.#kept.set(key, { found });
        return found;
      })
      .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }

  async #inTurn(ask: () => Promise<Place[]>): Promise<Place[]> {
    if (!(await this.#turns.take())) throw new Error('too many wait for their turn');
    try {
      const found = await ask();
      this.#failures = 0;
      return found;
    } catch (error) {
      this.#rest(error);
      this.#options.failed(error);
      throw error;
    }
  }

  #rest(error: unknown): void {
    this.#failures++;
    const isRefused = error instanceof TooManyRequests;
    if (!isRefused && this.#failures < FAILURES) return;
    this.#failures = 0;
    const wanted = isRefused ? (error.retryAfterS ?? 0) * 1_000 : 0;
    const ms = Math.min(MAX_REST_MS, Math.max(REST_MS, wanted));
    this.#restsUntil = this.#options.now().getTime() + ms;
  }
}
