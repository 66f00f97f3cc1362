/** Runs at most `max` tasks at once and lets at most `maxQueue` wait. */
export class ConcurrencyLimit {
  readonly #max: number;
  readonly #maxQueue: number;
  readonly #full: () => Error;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param full makes the error for a task that may not even wait */
  constructor(max: number, maxQueue: number, full: () => Error) {
    this.#max = max;
    this.#maxQueue = maxQueue;
    this.#full = full;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#max) this.#running++;
    else {
      if (this.#waiting.length >= this.#maxQueue) throw this.#full();
      // Whoever finishes hands its place on, so the count stays.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
