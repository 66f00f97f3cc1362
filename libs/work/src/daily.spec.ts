import { describe, expect, it } from 'vitest';
import { nextDaily } from './daily.ts';

const next = (at: string, zone: string, after: string) =>
  nextDaily({ at, zone }, new Date(after)).toISOString();

describe('the next 02:00', () => {
  it.each([
    ['later today', 'Africa/Abidjan', '2026-11-24T01:59:59Z', '2026-11-24T02:00:00.000Z'],
    ['not now', 'Africa/Abidjan', '2026-11-24T02:00:00Z', '2026-11-25T02:00:00.000Z'],
    ['at the end of a month', 'Africa/Abidjan', '2026-11-30T12:00:00Z', '2026-12-01T02:00:00.000Z'],
    ['by the day of its zone', 'Asia/Tokyo', '2026-11-24T16:30:00Z', '2026-11-24T17:00:00.000Z'],
    ['in winter', 'Europe/Paris', '2026-01-10T12:00:00Z', '2026-01-11T01:00:00.000Z'],
    ['in summer', 'Europe/Paris', '2026-07-10T12:00:00Z', '2026-07-11T00:00:00.000Z'],
  ])('is %s', (_when, zone, after, expected) => {
    expect(next('02:00', zone, after)).toBe(expected);
  });
});

describe('when the clocks change', () => {
  it('a time that is skipped comes as much later, on that day alone', () => {
    expect(next('02:30', 'Europe/Paris', '2026-03-28T20:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(next('02:30', 'Europe/Paris', '2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30:00.000Z');
  });

  it('a time that is shown twice comes once', () => {
    expect(next('02:30', 'Europe/Paris', '2026-10-24T20:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next('02:30', 'Europe/Paris', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });
});

it('refuses a time or a zone that there is not', () => {
  expect(() => next('24:30', 'Africa/Abidjan', '2026-11-24T00:00:00Z')).toThrow(RangeError);
  expect(() => next('02:00', 'Africa/Atlantis', '2026-11-24T00:00:00Z')).toThrow(RangeError);
});
