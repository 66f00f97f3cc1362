import { platformErrors } from '@edu/contract-kit';

/** Lets so many do their work at once; the others wait in line, but not for long. */
export class Turnstile {
  readonly #patienceMs: number;
  readonly #line: (() => void)[] = [];
  #free: number;

  constructor(atOnce: number, patienceMs: number) {
    this.#free = atOnce;
    this.#patienceMs = patienceMs;
  }

  /** @throws platform.unavailable when its turn does not come */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#line.splice(this.#line.indexOf(enter), 1);
        reject(platformErrors.unavailable());
      }, this.#patienceMs);
      this.#line.push(enter);
    });
  }
}
