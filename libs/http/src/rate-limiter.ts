import { createHash } from 'node:crypto';
import { platformErrors, type RateLimit } from '@edu/contract-kit';

/** Counts in Redis, so that all gateways count together; the script is one round trip. */
export interface SharedCounter {
  /** @returns how often `key` was counted in the present window. Rejects when Redis is away. */
  count(key: string, windowMs: number): Promise<number>;
}

const MAX_KEYS = 50_000;

/**
 * Fixed windows. The general limit counts in this process, costs nothing and protects this process;
 * a route's own limit guards something that must not be multiplied by the number of gateways, so it
 * counts in Redis, and in the process while Redis is away.
 */
export class RateLimiter {
  readonly #shared: SharedCounter;
  readonly #factor: number;
  readonly #now: () => number;
  readonly #local = new Map<string, { count: number; until: number }>();

  /** @param factor multiplies every limit; 1 in production */
  constructor(shared: SharedCounter, factor: number, now: () => number = Date.now) {
    this.#shared = shared;
    this.#factor = factor;
    this.#now = now;
  }

  /** @throws platform.too_many_requests with the seconds left in the window */
  checkLocal(key: string, limit: RateLimit): void {
    this.#refuse(this.#countLocal(key, limit), limit);
  }

  /** @throws platform.too_many_requests */
  async checkShared(key: string, limit: RateLimit): Promise<void> {
    const windowMs = limit.windowS * 1_000;
    const window = Math.floor(this.#now() / windowMs);
    const count = await this.#shared
      .count(`limit:${key}:${window}`, windowMs)
      .catch(() => this.#countLocal(key, limit));
    this.#refuse(count, limit);
  }

  #countLocal(key: string, { windowS }: RateLimit): number {
    const now = this.#now();
    const entry = this.#local.get(key);
    if (entry && entry.until > now) return ++entry.count;
    // The oldest entry goes first: a Map keeps the order of insertion.
    this.#local.delete(key);
    if (this.#local.size >= MAX_KEYS) this.#local.delete(this.#local.keys().next().value!);
    const windowMs = windowS * 1_000;
    this.#local.set(key, { count: 1, until: (Math.floor(now / windowMs) + 1) * windowMs });
    return 1;
  }

  #refuse(count: number, { max, windowS }: RateLimit): void {
    if (count <= max * this.#factor) return;
    const windowMs = windowS * 1_000;
    const retryAfter = Math.ceil((windowMs - (this.#now() % windowMs)) / 1_000);
    throw platformErrors.tooManyRequests({ retryAfter });
  }
}

/** IPv6 callers own a /64, so that is what is counted. */
export function addressKey(ip: string): string {
  if (!ip.includes(':')) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  const [head = '', tail] = ip.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

/** The key of a caller's network for services that count by it: no address travels or is stored. */
export function clientKey(ip: string): string {
  return createHash('sha256').update(addressKey(ip)).digest('base64url').slice(0, 22);
}
