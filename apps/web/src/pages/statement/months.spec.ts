import { expect, it } from 'vitest';
import { latestMonths } from './months.ts';

it('the latest months begin with this one, over the turn of the year', () => {
  const months = latestMonths(Date.parse('2026-01-31T23:59:00Z'));
  expect(months.slice(0, 3)).toEqual(['2026-01', '2025-12', '2025-11']);
  expect(new Set(months).size).toBe(24);
});
