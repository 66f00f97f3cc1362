import { describe, expect, it } from 'vitest';
import { clockText, secondsLeft } from './countdown.ts';

describe('a countdown', () => {
  it('rounds up, so that zero means that it is over', () => {
    expect(secondsLeft(10_000, 10_000)).toBe(0);
    expect(secondsLeft(10_001, 10_000)).toBe(1);
    expect(secondsLeft(70_000, 10_000)).toBe(60);
  });

  it('stays at zero afterwards, however far a clock is put forward', () => {
    expect(secondsLeft(10_000, 90_000_000)).toBe(0);
  });

  it('is written in minutes and seconds, and in hours where there are any', () => {
    expect([0, 9, 60, 95, 600].map(clockText)).toEqual(['0:00', '0:09', '1:00', '1:35', '10:00']);
    expect([3_600, 3_899, 86_399].map(clockText)).toEqual(['1:00:00', '1:04:59', '23:59:59']);
  });
});
