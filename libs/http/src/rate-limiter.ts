import { LRUCache } from 'lru-cache';

/** Counts in Redis, so that all gateways count together; each call is one round trip. */
export interface SharedCounter {
  /** @returns how often `key` was counted in the present window. Rejects when Redis is down. */
  count(key: string, windowMs: number): Promise<number>;
  /** Takes one back of a window that may be over. */
  takeBack(key: string): Promise<void>;
}

/** So many in a window of so many seconds. */
export interface Window {
  readonly max: number;
  readonly windowS: number;
}

/** How a limit stands for somebody, after being counted. */
export interface Quota {
  readonly max: number;
  readonly windowS: number;
  /** Negative when there were more than `max`. */
  readonly left: number;
  /** Seconds until the window ends. */
  readonly resetS: number;
}

const MAX_KEYS = 50_000;

/**
 * Fixed windows. General limits count in this process, cost nothing and protect this process; a
 * route's own limit guards something that must not be multiplied by the number of gateways, so it
 * counts in Redis, and in the process while Redis is down.
 */
export class RateLimiter {
  readonly #shared: SharedCounter;
  readonly #factor: number;
  readonly #now: () => number;
  readonly #local: LRUCache<string, { count: number; readonly window: number }>;

  /** @param factor multiplies every limit; 1 in production */
  constructor(shared: SharedCounter, factor: number, now: () => number = Date.now) {
    this.#shared = shared;
    this.#factor = factor;
    this.#now = now;
    this.#local = new LRUCache({ max: MAX_KEYS });
  }

  /** What a limit is here, with the factor. */
  scaled(max: number): number {
    return Math.max(1, Math.floor(max * this.#factor));
  }

  countLocal(key: string, limit: Window): Quota {
    return this.#quota(limit, this.#inProcess(key, limit));
  }

  /** As it stands in this process, without counting. */
  peekLocal(key: string, limit: Window): Quota {
    const entry = this.#local.get(key);
    return this.#quota(limit, entry?.window === this.#window(limit) ? entry.count : 0);
  }

  async countShared(key: string, limit: Window): Promise<Quota> {
    const count = await this.#shared
      .count(this.#windowKey(key, limit), limit.windowS * 1_000)
      .catch(() => this.#inProcess(key, limit));
    return this.#quota(limit, count);
  }

  /** For limits that count failures: what went well is taken back. */
  takeBack(key: string, limit: Window): void {
    this.#shared.takeBack(this.#windowKey(key, limit)).catch(() => {
      const entry = this.#local.get(key);
      if (entry && entry.count > 0) entry.count--;
    });
  }

  #windowKey(key: string, limit: Window): string {
    return `limit:${key}:${this.#window(limit)}`;
  }

  #window({ windowS }: Window): number {
    return Math.floor(this.#now() / (windowS * 1_000));
  }

  #inProcess(key: string, limit: Window): number {
    const window = this.#window(limit);
    const entry = this.#local.get(key);
    if (entry?.window === window) return ++entry.count;
    this.#local.set(key, { count: 1, window });
    return 1;
  }

  #quota({ max: unscaled, windowS }: Window, count: number): Quota {
    const max = this.scaled(unscaled);
    const windowMs = windowS * 1_000;
    const resetS = Math.ceil((windowMs - (this.#now() % windowMs)) / 1_000);
    return { max, windowS, left: max - count, resetS };
  }
}
