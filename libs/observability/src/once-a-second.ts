const SECOND_MS = 1_000;

/**
 * For a log of failures that many requests share, as of something unavailable: a line for each of
 * them would cost more than the requests do.
 */
export class OnceASecond {
  #loggedAt = Number.NEGATIVE_INFINITY;
  #since = 0;

  /**
   * Counts one.
   *
   * @returns how many there were since the last time that this returned a number; undefined until a
   *   second after it
   */
  count(): number | undefined {
    this.#since++;
    const now = performance.now();
    if (now - this.#loggedAt < SECOND_MS) return undefined;
    const count = this.#since;
    this.#loggedAt = now;
    this.#since = 0;
    return count;
  }
}
