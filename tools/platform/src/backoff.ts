const FIRST_MS = 250;
const LONGEST_MS = 5_000;
/** A process that lived this long was well: its next death counts as the first. */
const WELL_AFTER_MS = 3_000;

/** How long to wait before a process that died is started again: longer for each death in a row. */
export class Backoff {
  #deaths = 0;

  /** @param livedMs how long it has been ready; 0 when it never was */
  nextDelay(livedMs: number): number {
    if (livedMs >= WELL_AFTER_MS) this.#deaths = 0;
    return Math.min(FIRST_MS * 2 ** this.#deaths++, LONGEST_MS);
  }
}
