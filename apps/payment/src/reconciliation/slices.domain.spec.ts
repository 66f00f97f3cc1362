import { newId } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { dayBefore, firstIdAt, isComparable, sliceCount, slicesOf } from './slices.domain.ts';

const at = (text: string) => new Date(text);
const NOW = at('2026-11-27T15:20:00Z');

it('cuts a period into hours without a gap', () => {
  const period = { from: at('2026-11-27T10:30:00Z'), to: at('2026-11-27T13:00:00Z') };
  const slices = [...slicesOf(period)];
  expect(slices.map(({ from }) => from.toISOString().slice(11, 16))).toEqual([
    ...['10:30', '11:30', '12:30'],
  ]);
  expect(slices.at(-1)!.to).toEqual(period.to);
  expect(sliceCount(period)).toBe(slices.length);
});

it('compares what is over, and not more than a month', () => {
  const from = at('2026-11-01T00:00:00Z');
  expect(isComparable({ from, to: NOW }, NOW)).toBe(true);
  expect(isComparable({ from: NOW, to: NOW }, NOW)).toBe(false);
  expect(isComparable({ from, to: at('2026-11-27T15:20:00.001Z') }, NOW)).toBe(false);
  expect(isComparable({ from: at('2026-10-27T15:19:59Z'), to: NOW }, NOW)).toBe(false);
});

it('knows the day before', () => {
  expect(dayBefore(NOW)).toEqual({
    from: at('2026-11-26T00:00:00Z'),
    to: at('2026-11-27T00:00:00Z'),
  });
});

it('knows which ids were made since when', () => {
  const before = new Date();
  const id = newId();
  expect(id >= firstIdAt(before)).toBe(true);
  expect(id < firstIdAt(new Date(Date.now() + 1_000))).toBe(true);
});
