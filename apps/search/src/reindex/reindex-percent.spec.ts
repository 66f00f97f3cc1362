import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PAGE_ROWS, percentOf } from './reindex-percent.ts';

it('is a part of the step, and of all steps', () => {
  expect(percentOf(0, 1_000, 0, 2)).toBe(0);
  expect(percentOf(5, 1_000, 0, 2)).toBe(25);
  expect(percentOf(5, 1_000, 1, 2)).toBe(75);
  // Nothing was there before: half, two thirds, …
  expect(percentOf(1, 0, 0, 2)).toBe(25);
});

it('grows page by page, and never says that all is done', () => {
  const nat = fc.nat({ max: 5_000 });
  fc.assert(
    fc.property(
      nat,
      fc.nat({ max: 200_000 }),
      fc.integer({ min: 0, max: 1 }),
      (pages, rows, step) => {
        const now = percentOf(pages, rows, step, 2);
        expect(percentOf(pages + 1, rows, step, 2)).toBeGreaterThanOrEqual(now);
        expect(now).toBeGreaterThanOrEqual(50 * step);
        expect(now).toBeLessThan(100);
      },
    ),
  );
  expect(PAGE_ROWS).toBe(100);
});
