/** What a `Date` may lack. */
const CUT_MS = 1_000;

/**
 * What the server's clock says, whatever that of the device does: that one may be wrong by a day, or be
 * set while a page is open. Counts from the `Date` of answers by a clock that nobody sets.
 */
export class ServerClock {
  /** Server's clock less the one that nobody sets, ms: the largest seen, as an answer's way takes time. */
  #ahead: number | undefined;
  readonly #steady: () => number;

  /** @param steady ms that only ever grow */
  constructor(steady: () => number = () => performance.now()) {
    this.#steady = steady;
  }

  /** @param date `Date` of an answer that has just come; cut to the second, and as old as its way here */
  observe(date: string | null): void {
    const at = Date.parse(date ?? '');
    if (Number.isNaN(at)) return;
    // Rather a second too late than too early: nobody counts on a second that is over.
    const ahead = at + CUT_MS - this.#steady();
    // A steady clock stands still while some devices sleep: then the next answer is further ahead.
    this.#ahead = Math.max(this.#ahead ?? ahead, ahead);
  }

  /** ms since 1970; undefined until a server has answered. */
  now(): number | undefined {
    return this.#ahead === undefined ? undefined : this.#steady() + this.#ahead;
  }
}

/** Set by every answer of the API on this page. */
export const serverClock = new ServerClock();
