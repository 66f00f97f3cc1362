import { platformErrors } from '@edu/contract-kit';

export interface SemaphoreOptions {
  /** How many tasks run at once. */
  readonly limit: number;
  /** How long a task waits for its turn. */
  readonly timeoutMs: number;
  /** How many may wait; any number unless given. */
  readonly maxWaiting?: number;
  /** The error of a task that may not run; platform.unavailable unless given. */
  readonly refusal?: () => Error;
}

/** Runs at most `limit` tasks; others wait up to `timeoutMs`, in their order, then fail. */
export class Semaphore {
  readonly #options: Required<SemaphoreOptions>;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(options: SemaphoreOptions) {
    const refusal = () => platformErrors.unavailable();
    this.#options = { maxWaiting: Infinity, refusal, ...options };
    this.#free = options.limit;
  }

  /** True when no task runs or waits. */
  get idle(): boolean {
    return this.#free === this.#options.limit;
  }

  /** @throws the refusal */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await this.#wait();
    try {
      return await task();
    } finally {
      // Whoever ends hands its place on, so that nobody overtakes those who wait.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #wait(): Promise<void> {
    const { timeoutMs, maxWaiting, refusal } = this.#options;
    if (this.#waiting.length >= maxWaiting) throw refusal();
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(refusal());
      }, timeoutMs);
      this.#waiting.push(enter);
    });
  }
}
