import { expect, it } from 'vitest';
import { yearsSince } from './years.ts';

const now = Date.parse('2027-01-01T00:30:00Z');

it('are all since money moved first, this one before any has, and never none', () => {
  expect(yearsSince('2025-12-31T23:59:59.999Z', now)).toEqual([2027, 2026, 2025]);
  expect(yearsSince(null, now)).toEqual([2027]);
  // A clock that is wrong by more than a year.
  expect(yearsSince('2029-01-01T00:00:00Z', now)).toEqual([2027]);
});
