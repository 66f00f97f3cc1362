const FIRST_MS = 250;
const MAX_MS = 5_000;
/** After a process has run for so long, its next crash counts as the first. */
const WELL_AFTER_MS = 3_000;

/** How long to wait before a crashed process is started again: longer for each crash in a row. */
export class Backoff {
  #crashes = 0;

  /** @param livedMs how long it has been ready; 0 when it never was */
  nextDelay(livedMs: number): number {
    if (livedMs >= WELL_AFTER_MS) this.#crashes = 0;
    return Math.min(FIRST_MS * 2 ** this.#crashes++, MAX_MS);
  }
}
