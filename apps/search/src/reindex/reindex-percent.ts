/** Rows in one page. */
export const PAGE_ROWS = 100;

/**
 * How much of one of several steps that take the same time is done, of all of them in percent. How many pages
 * there are is not known: as many as the rows of before need, or one more than are done.
 *
 * @param step from 0 on
 * @param rows of the table when the step began, or now
 */
export function percentOf(pages: number, rows: number, step: number, steps: number): number {
  const expected = Math.max(Math.ceil(rows / PAGE_ROWS), pages + 1);
  return Math.floor((100 * (step + pages / expected)) / steps);
}
