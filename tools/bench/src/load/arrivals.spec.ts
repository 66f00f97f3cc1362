import { seededRandom } from '@edu/journey';
import { expect, it } from 'vitest';
import { poissonArrivals } from './arrivals.ts';

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
