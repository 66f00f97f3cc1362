const STILL_EVERY_MS = 5_000;

/** Prints what a platform does while it starts, and how long each step took. */
export class Steps {
  readonly #progress: (line: string) => void;

  constructor(progress: (line: string) => void) {
    this.#progress = progress;
  }

  /**
   * @param doing shown when the step takes long, as in "Building the services"
   * @param done shown when it is done, as in "Services built"; nothing when undefined
   */
  async run<T>(
    doing: string,
    fn: () => Promise<T>,
    done: (result: T) => string | undefined,
  ): Promise<T> {
    const began = performance.now();
    const still = setInterval(() => this.#progress(`${doing}: ${seconds(began)}`), STILL_EVERY_MS);
    try {
      const result = await fn();
      const line = done(result);
      if (line) this.#progress(`${line} (${seconds(began)})`);
      return result;
    } finally {
      clearInterval(still);
    }
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Waits for all, also after one has failed, so that nothing goes on unseen; then throws. */
export async function allSettled<T extends readonly unknown[] | []>(
  promises: T,
): Promise<{
  -readonly [K in keyof T]: Awaited<T[K]>;
}> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
