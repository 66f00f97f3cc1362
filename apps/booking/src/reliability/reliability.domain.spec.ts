import { expect, it } from 'vitest';
import { keptPctOf, sinceOf } from './reliability.domain.ts';

it.each([
  [0, 0, 0, null],
  [9, 0, 0, null],
  [0, 5, 4, null],
  [10, 0, 0, 100],
  [8, 1, 1, 80],
  // Never more than it was.
  [199, 0, 1, 99],
  [2, 1, 7, 20],
  [0, 4, 6, 0],
])('%i kept, %i called off late and %i missed are %s percent', (kept, late, missed, percent) => {
  const counts = { kept, lateCancellations: late, absences: missed };
  expect(keptPctOf(counts)).toBe(percent);
});

it.each(['2026-03-15T00:00:00.000Z', '2026-03-15T23:59:59.999Z'])(
  'counts whole days: at %s since the same',
  (now) => {
    expect(sinceOf(new Date(now)).toISOString()).toBe('2025-12-15T00:00:00.000Z');
  },
);
