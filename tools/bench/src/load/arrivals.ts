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
