import { expect, it } from 'vitest';
import { isMeasured } from './page-reports.ts';

it('measures one visit in ten, and none with little data', () => {
  const draws = Array.from({ length: 1_000 }, (_, n) => n / 1_000);
  expect(draws.filter((draw) => isMeasured(draw, false)).length).toBe(100);
  expect(draws.filter((draw) => isMeasured(draw, true)).length).toBe(0);
});
