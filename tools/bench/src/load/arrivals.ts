/**
 * When requests arrive: a Poisson process, as of many people who know nothing of each other. A slow
 * answer delays none of them, which is what a closed loop hides.
 *
 * @param perSecond mean rate
 * @param durationMs how long
 * @returns milliseconds from the beginning, ascending
 */
export function poissonArrivals(
  perSecond: number,
  durationMs: number,
  random: () => number,
): number[] {
  const arrivals: number[] = [];
  const mean = 1_000 / perSecond;
  for (let at = gap(); at < durationMs; at += gap()) arrivals.push(at);
  return arrivals;

  function gap(): number {
    return -Math.log(1 - random()) * mean;
  }
}
