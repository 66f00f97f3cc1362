import { describe, expect, it } from 'vitest';
import { countDays, groupByDay, windowAround } from './slot-days.domain.ts';

const starts = (...instants: string[]) => instants.map((instant) => Date.parse(instant));
const lesson = { durationMinutes: 60, stepMinutes: 30 };

describe('groupByDay', () => {
  it('joins starts that are one step apart, and ends with the last lesson', () => {
    const days = { from: '2026-11-25', to: '2026-11-25', zone: 'Africa/Abidjan' };
    const found = starts('2026-11-25T09:00Z', '2026-11-25T09:30Z', '2026-11-25T11:00Z');
    expect(groupByDay(found, days, lesson)).toEqual([
      {
        date: '2026-11-25',
        ranges: [
          {
            startsAt: '2026-11-25T09:00:00.000Z',
            endsAt: '2026-11-25T10:30:00.000Z',
            localStart: '2026-11-25T09:00:00+00:00',
            localEnd: '2026-11-25T10:30:00+00:00',
          },
          {
            startsAt: '2026-11-25T11:00:00.000Z',
            endsAt: '2026-11-25T12:00:00.000Z',
            localStart: '2026-11-25T11:00:00+00:00',
            localEnd: '2026-11-25T12:00:00+00:00',
          },
        ],
      },
    ]);
  });

  it('puts a lesson on the day on which it starts for the reader', () => {
    const days = { from: '2026-11-25', to: '2026-11-26', zone: 'Asia/Kathmandu' };
    const found = starts('2026-11-25T17:45Z', '2026-11-25T18:15Z', '2026-11-26T18:15Z');
    const ranges = groupByDay(found, days, lesson).map(({ date, ranges: [range] }) => [
      date,
      range?.localStart,
      range?.localEnd,
    ]);
    expect(ranges).toEqual([
      ['2026-11-25', '2026-11-25T23:30:00+05:45', '2026-11-26T00:30:00+05:45'],
      ['2026-11-26', '2026-11-26T00:00:00+05:45', '2026-11-26T01:00:00+05:45'],
    ]);
  });

  it('distinguishes the two passes of a repeated hour by their offset', () => {
    const days = { from: '2026-11-01', to: '2026-11-01', zone: 'America/Toronto' };
    const found = starts('2026-11-01T05:30Z', '2026-11-01T06:30Z');
    const ranges = groupByDay(found, days, lesson)[0]?.ranges.map(({ localStart }) => localStart);
    expect(ranges).toEqual(['2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00']);
  });
});

describe('days', () => {
  it('are counted with both ends', () => {
    expect(countDays({ from: '2028-02-28', to: '2028-03-01', zone: 'UTC' })).toBe(3);
  });

  it('lie in their window in every zone', () => {
    const { start, end } = windowAround({ from: '2026-11-25', to: '2026-11-25', zone: 'any' });
    expect(start).toBeLessThanOrEqual(Date.parse('2026-11-25T00:00+14:00'));
    expect(end).toBeGreaterThanOrEqual(Date.parse('2026-11-26T00:00-12:00'));
  });
});
