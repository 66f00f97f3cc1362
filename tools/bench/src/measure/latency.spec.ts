import { expect, it } from 'vitest';
import { latencyOf, median, MIN_FOR_P99 } from './latency.ts';

it('gives percentiles, and a P99 only of enough samples', () => {
  const samples = Array.from({ length: MIN_FOR_P99 }, (_, index) => index + 1);
  expect(latencyOf(samples)).toMatchObject({ n: 1_000, p50: 500, p95: 950, p99: 990, max: 1_000 });
  expect(latencyOf(samples.slice(1)).p99).toBeNull();
});

it('takes the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 9])).toBe(3);
});
