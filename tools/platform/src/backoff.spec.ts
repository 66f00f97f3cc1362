import { expect, it } from 'vitest';
import { Backoff } from './backoff.ts';

it('waits twice as long after each crash in a row, up to five seconds', () => {
  const backoff = new Backoff();
  const delays = Array.from({ length: 7 }, () => backoff.nextDelay(0));
  expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

it('begins anew after a process that ran for a while', () => {
  const backoff = new Backoff();
  for (let death = 0; death < 5; death++) backoff.nextDelay(100);
  expect(backoff.nextDelay(3_000)).toBe(250);
  expect(backoff.nextDelay(2_999)).toBe(500);
});
