import { platformErrors } from '@edu/contract-kit';
import { Semaphore } from '@edu/service';

const MAX_WAITING = 50;
const TIMEOUT_MS = 2_000;

/** How many calls of one network are worked on at once, so that nobody takes a service alone. */
export class NetworkConcurrency {
  readonly #busy = new Map<string, Semaphore>();

  /** @throws platform.too_many_requests when its turn does not come */
  async run<T>(key: string, limit: number, task: () => Promise<T>): Promise<T> {
    const semaphore = this.#busy.get(key) ?? new Semaphore({ limit, ...WAITING });
    this.#busy.set(key, semaphore);
    try {
      return await semaphore.run(task);
    } finally {
      if (semaphore.idle) this.#busy.delete(key);
    }
  }
}

const WAITING = {
  maxWaiting: MAX_WAITING,
  timeoutMs: TIMEOUT_MS,
  refusal: () => platformErrors.tooManyRequests({ retryAfter: 1 }),
};
