/** The present instant. Injected, so that tests decide what time it is. */
export class Clock {
  readonly #machine: () => number;
  #correctionMs = 0;

  /** @param machine milliseconds since 1970, as this machine takes them to be */
  constructor(machine: () => number = Date.now) {
    this.#machine = machine;
  }

  now(): Date {
    return new Date(this.presentMs());
  }

  /** Milliseconds since 1970, of which tests do not decide: whether a token still counts. */
  presentMs(): number {
    return this.#machine() + this.#correctionMs;
  }

  /**
   * Goes by another clock from now on. That one was read between the question and the answer, so
   * anything in between agrees with it: the clock is set only as far as it is surely wrong, and a
   * slow answer sets nothing that is right.
   *
   * @param read what the other clock shows, to the millisecond
   */
  async follow(read: () => Promise<Date>): Promise<void> {
    const askedAt = this.#machine();
    const shown = (await read()).getTime();
    const answeredAt = this.#machine();
    // Both clocks cut off what is less than a millisecond.
    const [least, most] = [shown - answeredAt - 1, shown - askedAt + 1];
    this.#correctionMs = Math.max(least, Math.min(this.#correctionMs, most));
  }
}
