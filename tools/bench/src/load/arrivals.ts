import { poissonGap } from '@edu/journey';

/** @returns when requests arrive: milliseconds from the beginning, ascending, over `durationMs` */
export function poissonArrivals(
  perSecond: number,
  durationMs: number,
  random: () => number,
): number[] {
  const arrivals: number[] = [];
  const gap = () => poissonGap(perSecond, random);
  for (let at = gap(); at < durationMs; at += gap()) arrivals.push(at);
  return arrivals;
}

/** @returns so many at one moment, as often as makes `perSecond` */
export function burstArrivals(perSecond: number, durationMs: number, burst: number): number[] {
  const everyMs = (1_000 * burst) / perSecond;
  const arrivals: number[] = [];
  for (let at = everyMs / 2; at < durationMs; at += everyMs) {
    arrivals.push(...Array.from({ length: burst }, () => at));
  }
  return arrivals;
}
