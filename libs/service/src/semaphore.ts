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

/** How a task waits. */
export interface Turn {
  /** It goes before all who wait with a lower one; where no more may wait, the last of them fails for it. */
  readonly priority?: number;
  /** In place of the semaphore's. */
  readonly timeoutMs?: number;
}

/** A task that waits for its turn. */
interface Waiting {
  readonly priority: number;
  readonly enter: () => void;
  readonly refuse: () => void;
}

/** Runs at most `limit` tasks; others wait up to `timeoutMs`, in their order, then fail. */
export class Semaphore {
  readonly #options: Required<SemaphoreOptions>;
  /** The highest priority first, each in its own order. */
  readonly #waiting: Waiting[] = [];
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
  async run<T>(task: () => Promise<T>, turn: Turn = {}): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await this.#wait(turn);
    try {
      return await task();
    } finally {
      // Whoever ends hands its place on, so that nobody overtakes those who wait.
      const next = this.#waiting.shift();
      if (next) next.enter();
      else this.#free++;
    }
  }

  #wait({ priority = 0, timeoutMs = this.#options.timeoutMs }: Turn): Promise<void> {
    const { refusal } = this.#options;
    this.#makeRoom(priority);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(refusal());
      }, timeoutMs);
      const settled = (settle: () => void) => () => {
        clearTimeout(timer);
        settle();
      };
      const enter = settled(resolve);
      const waiting = { priority, enter, refuse: settled(() => reject(refusal())) };
      const others = this.#waiting.findIndex((each) => each.priority < priority);
      this.#waiting.splice(others < 0 ? this.#waiting.length : others, 0, waiting);
    });
  }

  /** @throws the refusal */
  #makeRoom(priority: number): void {
    const { maxWaiting, refusal } = this.#options;
    if (this.#waiting.length < maxWaiting) return;
    const last = this.#waiting.at(-1);
    if (!last || last.priority >= priority) throw refusal();
    this.#waiting.pop();
    last.refuse();
  }
}
