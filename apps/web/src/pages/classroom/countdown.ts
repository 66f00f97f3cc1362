const SECOND = 1_000;
const DAY = 86_400 * SECOND;

const two = (value: number): string => String(value).padStart(2, '0');

/** Hours, minutes and seconds that are left, as in `1:04:59` or `4:59`; never below `0:00`. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

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
