import { Injectable } from '@nestjs/common';
import type { Currency } from '@edu/contract-kit';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { parseDailyRates, readRates, type DailyRates } from './daily-rates.ts';
import { crossRate, FIXED, microsOf, type EuroRate, type Rate } from './rate.domain.ts';

/** Knows what one euro is in other money. */
export interface RateSource {
  /** Undefined where it does not know, or does not know it well enough any more. */
  euroIn(currency: Currency, now: Date): Promise<EuroRate | undefined>;
}

/**
 * The franc of West Africa and that of Central Africa, and the euro itself. Source: BCEAO, BEAC; the
 * parity has stood since 1999-01-01.
 */
const PARITIES: Readonly<Partial<Record<Currency, string>>> = {
  EUR: '1',
  XOF: '655.957',
  XAF: '655.957',
};
const SINCE = new Date('1999-01-01T00:00:00.000Z');

export const fixedParities: RateSource = {
  euroIn(currency) {
    const parity = PARITIES[currency];
    if (parity === undefined) return Promise.resolve(undefined);
    const micros = microsOf(parity)!;
    return Promise.resolve({ micros, source: FIXED, at: SINCE, expiresAt: null });
  },
};

const READ_EVERY_MS = 3_600_000;
/** After it could not be read. */
const TRY_AGAIN_MS = 300_000;
const READ_FOR_MS = 3_000;

/** The reference rates of each working day, in a file of the European Central Bank's format. */
export class DailyReferenceRates implements RateSource {
  readonly #url: URL;
  readonly #log: Pick<Log, 'warn'>;
  #known: DailyRates | undefined;
  #reading: Promise<DailyRates> = Promise.resolve(new Map());
  #dueAt = 0;

  constructor(url: URL, log: Pick<Log, 'warn'>) {
    this.#url = url;
    this.#log = log;
  }

  async euroIn(currency: Currency, now: Date): Promise<EuroRate | undefined> {
    const rates = await this.#rates(now);
    const rate = rates.get(currency);
    return rate?.expiresAt && rate.expiresAt > now ? rate : undefined;
  }

  /** What was read before stays where nothing newer can be had; it says itself when it is too old. */
  async #rates(now: Date): Promise<DailyRates> {
    if (now.getTime() >= this.#dueAt) {
      this.#dueAt = now.getTime() + READ_EVERY_MS;
      this.#reading = this.#read(now);
    }
    return this.#known ?? this.#reading;
  }

  async #read(now: Date): Promise<DailyRates> {
    try {
      this.#known = parseDailyRates(await readRates(this.#url, READ_FOR_MS));
    } catch (err) {
      this.#log.warn({ err }, 'the rates of the day cannot be read');
      this.#dueAt = now.getTime() + TRY_AGAIN_MS;
    }
    return this.#known ?? new Map();
  }
}

/** Rates between any two currencies that some source knows, the fixed ones first. */
@Injectable()
export class Rates {
  readonly #sources: readonly RateSource[];
  readonly #clock: Clock;

  constructor({ RATES_URL }: PaymentConfig, clock: Clock, log: Log) {
    this.#clock = clock;
    this.#sources = [
      fixedParities,
      ...(RATES_URL ? [new DailyReferenceRates(new URL(RATES_URL), log)] : []),
    ];
  }

  /** For a price in `counter` that is paid in `base`. */
  async find(base: Currency, counter: Currency): Promise<Rate | undefined> {
    const [ofBase, ofCounter] = await Promise.all([this.#euroIn(base), this.#euroIn(counter)]);
    return ofBase && ofCounter && crossRate(base, counter, ofBase, ofCounter);
  }

  async #euroIn(currency: Currency): Promise<EuroRate | undefined> {
    for (const source of this.#sources) {
      const rate = await source.euroIn(currency, this.#clock.now());
      if (rate) return rate;
    }
    return undefined;
  }
}
