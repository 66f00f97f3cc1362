import { seededRandom } from '@edu/journey';
import { expect, it } from 'vitest';
import { burstArrivals, poissonArrivals } from './arrivals.ts';

it('keeps the rate, in order, within the time', () => {
  const arrivals = poissonArrivals(100, 60_000, seededRandom(1));
  expect(arrivals.length).toBeGreaterThan(5_700);
  expect(arrivals.length).toBeLessThan(6_300);
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
  expect(arrivals.at(-1)).toBeLessThan(60_000);
});

it('has Poisson gaps: a third is shorter than 0.4 of their mean', () => {
  const arrivals = poissonArrivals(100, 60_000, seededRandom(2));
  const short = arrivals.filter((at, index) => at - (arrivals[index - 1] ?? 0) < 4).length;
  expect(short / arrivals.length).toBeCloseTo(1 - Math.exp(-0.4), 1);
});

it('keeps the rate where requests come together', () => {
  const arrivals = burstArrivals(100, 20_000, 200);
  expect(arrivals).toHaveLength(2_000);
  expect(new Set(arrivals)).toEqual(
    new Set([1, 3, 5, 7, 9, 11, 13, 15, 17, 19].map((s) => s * 1_000)),
  );
});
