import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Milliseconds between two arrivals of a Poisson process, as of many people who know nothing of each
 * other.
 *
 * @param perSecond mean rate
 */
export function poissonGap(perSecond: number, random: () => number): number {
  return (-Math.log(1 - random()) * 1_000) / perSecond;
}

/**
 * Begins work at a rate of its own: a slow answer delays none that comes after it, which is what a
 * closed loop hides.
 */
export class OpenLoop {
  readonly #gapMs: () => number;
  readonly #begin: () => Promise<void> | undefined;
  readonly #running = new Set<Promise<void>>();
  #stopped = false;
  #arrivals: Promise<void> | undefined;

  /**
   * @param gapMs time from one arrival to the next
   * @param begin what arrives; it never rejects, and is undefined when there is nothing to do
   */
  constructor(gapMs: () => number, begin: () => Promise<void> | undefined) {
    this.#gapMs = gapMs;
    this.#begin = begin;
  }

  start(): void {
    this.#arrivals = this.#arrive();
  }

  /** Begins nothing more and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#arrivals;
    await Promise.all(this.#running);
  }

  async #arrive(): Promise<void> {
    for (let at = performance.now(); !this.#stopped; at += this.#gapMs()) {
      await sleep(Math.max(0, at - performance.now()));
      const run = this.#stopped ? undefined : this.#begin();
      if (!run) continue;
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
    }
  }
}
