export interface SemaphoreOptions {
  /** Tasks at once. */
  readonly max: number;
  /** Tasks that may wait for their turn. */
  readonly maxWaiting: number;
  /** How long one waits at most. */
  readonly timeoutMs: number;
  /** Made for a task that may not wait, or whose turn did not come. */
  readonly full: () => Error;
}

/** Runs at most `max` tasks; others wait in order up to `timeoutMs`, then fail. */
export class Semaphore {
  readonly #options: SemaphoreOptions;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(options: SemaphoreOptions) {
    this.#options = options;
  }

  /** True when nothing runs or waits. */
  get idle(): boolean {
    return this.#running === 0;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#options.max) this.#running++;
    else await this.#turn();
    try {
      return await task();
    } finally {
      const [next] = this.#waiting;
      // The place goes to the next one, so the count stays.
      if (next) next();
      else this.#running--;
    }
  }

  #turn(): Promise<void> {
    const { maxWaiting, timeoutMs, full } = this.#options;
    if (this.#waiting.size >= maxWaiting) throw full();
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        this.#waiting.delete(enter);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(enter);
        reject(full());
      }, timeoutMs);
      this.#waiting.add(enter);
    });
  }
}
