import { LRUCache } from 'lru-cache';

/** How often something was counted in a window of its own. */
export interface Count {
  readonly key: string;
  readonly windowMs: number;
  readonly by: number;
}

/** Counts in Redis, so that all gateways count together; each call is one round trip. */
export interface SharedCounter {
  /** @returns how often each was counted in its window, these included. Rejects when Redis is down. */
  count(counts: readonly Count[]): Promise<number[]>;
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
/** A round trip to Redis costs as much for ten counts as for one. */
const SHARE_AFTER_MS = 100;

/** What is counted here and not in Redis yet. */
interface Unshared extends Count {
  /** Its key in this process. */
  readonly local: string;
  readonly window: number;
  by: number;
}

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
  #unshared = new Map<string, Unshared>();

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
    const count = { key: this.#windowKey(key, limit), windowMs: limit.windowS * 1_000, by: 1 };
    const [total] = await this.#shared.count([count]).catch(() => [this.#inProcess(key, limit)]);
    return this.#quota(limit, total!);
  }

  /**
   * Counts in this process at once, and with all gateways a moment later, for many in one round trip.
   * Until they know of each other, each of them lets `max` pass.
   */
  countSoon(key: string, limit: Window): Quota {
    const shared = this.#windowKey(key, limit);
    const unshared = this.#unshared.get(shared);
    if (unshared) unshared.by++;
    else {
      if (this.#unshared.size === 0) setTimeout(() => void this.#share(), SHARE_AFTER_MS).unref();
      this.#unshared.set(shared, {
        ...{ key: shared, windowMs: limit.windowS * 1_000, by: 1 },
        ...{ local: key, window: this.#window(limit) },
      });
    }
    return this.#quota(limit, this.#inProcess(key, limit));
  }

  /** While Redis is down they stay counted here. */
  async #share(): Promise<void> {
    const counts = [...this.#unshared.values()];
    this.#unshared = new Map();
    const totals = await this.#shared.count(counts).catch(() => []);
    for (const [index, total] of totals.entries()) {
      const { key, local, window } = counts[index]!;
      const entry = this.#local.get(local);
      if (entry?.window !== window) continue;
      entry.count = Math.max(entry.count, total + (this.#unshared.get(key)?.by ?? 0));
    }
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
