import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/** Milliseconds between two requests of all replicas together. */
const APART_MS = 1_000;
/** Who waits longer has an answer sooner elsewhere. */
const PATIENCE_MS = 1_500;
const LOOK_MS = 150;
const KEY = 'search:nominatim:turn';

/** Whether somebody may ask now: at most one a second, over all replicas. */
export class Turns {
  readonly #redis: Pick<Redis, 'set'>;
  /** When the next request of this process may be, by its monotonic clock. */
  #next = 0;

  constructor(redis: Pick<Redis, 'set'>) {
    this.#redis = redis;
  }

  /** Waits for a turn for a while. @returns false when there was none */
  async take(): Promise<boolean> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      if (this.#takeOwn() && (await this.#takeOfAll())) return true;
      if (performance.now() + LOOK_MS > end) return false;
      await sleep(LOOK_MS);
    }
  }

  /** Of this process, which is all that counts while Redis is down. */
  #takeOwn(): boolean {
    const now = performance.now();
    if (now < this.#next) return false;
    this.#next = now + APART_MS;
    return true;
  }

  async #takeOfAll(): Promise<boolean> {
    try {
      if ((await this.#redis.set(KEY, '1', 'PX', APART_MS, 'NX')) === 'OK') return true;
      this.#next = 0; // another replica has it; this one asks again
      return false;
    } catch {
      return true;
    }
  }
}
