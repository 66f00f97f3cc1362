const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** Whether it is near enough to be counted in seconds. */
export const isCounted = (leftMs: number): boolean => leftMs < DAY;

/**
 * How far the server's clock is ahead of this device's, in ms.
 *
 * @param dateHeader `Date` of an answer, cut to the second
 * @param askedAt by this device's clock
 */
export function clockOffset(
  dateHeader: string | null,
  askedAt: number,
  answeredAt: number,
): number | undefined {
  const server = Date.parse(dateHeader ?? '');
  if (Number.isNaN(server)) return undefined;
  return server + SECOND / 2 - (askedAt + answeredAt) / 2;
}
