import { describe, expect, it } from 'vitest';
import { clockOffset, isCounted } from './door-clock.ts';

describe('the countdown', () => {
  it('goes in seconds on the last day only', () => {
    expect(isCounted(86_399_999)).toBe(true);
    expect(isCounted(86_400_000)).toBe(false);
  });
});

describe('the offset of the clock', () => {
  const asked = Date.parse('2026-11-24T09:00:00.000Z');

  it('is that of the middle between question and answer', () => {
    expect(clockOffset('Tue, 24 Nov 2026 10:00:00 GMT', asked, asked + 1_000)).toBe(3_600_000);
    expect(clockOffset('Tue, 24 Nov 2026 08:59:59 GMT', asked, asked)).toBe(-500);
  });

  it('is unknown without a date', () => {
    expect(clockOffset(null, asked, asked)).toBeUndefined();
    expect(clockOffset('soon', asked, asked)).toBeUndefined();
  });
});
