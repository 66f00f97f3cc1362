import { describe, expect, it } from 'vitest';
import { bookableDay, daysOfWeek, priceOf, startsByDay, weekOf } from './free-times.ts';

const range = (startsAt: string, endsAt: string) => ({
  startsAt,
  endsAt,
  localStart: startsAt,
  localEnd: endsAt,
});
const slots = (zone: string, durationMinutes: number, ...ranges: ReturnType<typeof range>[]) => ({
  zone,
  durationMinutes,
  stepMinutes: 30,
  days: [{ date: 'any', ranges }],
});

describe('starts of a day', () => {
  it('leave room for the whole lesson', () => {
    const found = startsByDay(
      slots('UTC', 60, range('2026-11-28T08:00:00.000Z', '2026-11-28T09:45:00.000Z')),
    );
    expect([...found]).toEqual([
      ['2026-11-28', ['2026-11-28T08:00:00.000Z', '2026-11-28T08:30:00.000Z']],
    ]);
  });

  it('belong to the day of the reader’s zone', () => {
    const found = startsByDay(
      slots('America/Montreal', 30, range('2026-11-28T04:30:00.000Z', '2026-11-28T05:30:00.000Z')),
    );
    expect([...found]).toEqual([
      ['2026-11-27', ['2026-11-28T04:30:00.000Z']],
      ['2026-11-28', ['2026-11-28T05:00:00.000Z']],
    ]);
  });

  it('go on evenly when the clocks are set back', () => {
    const found = startsByDay(
      slots('Europe/Paris', 60, range('2026-10-24T23:30:00.000Z', '2026-10-25T02:00:00.000Z')),
    );
    expect(found.get('2026-10-25')).toEqual([
      '2026-10-24T23:30:00.000Z',
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:00:00.000Z',
    ]);
  });
});

describe('weeks', () => {
  it.each([
    ['2026-11-26', '2026-11-26'],
    ['2026-12-02', '2026-11-26'],
    ['2026-12-03', '2026-12-03'],
    ['2027-01-01', '2026-12-31'],
    ['2026-11-01', '2026-11-26'],
  ])('show %s among the days from %s on', (day, first) => {
    expect(weekOf(day, '2026-11-26')).toBe(first);
  });

  it('go over the end of a month', () => {
    expect(daysOfWeek('2027-02-26').slice(2, 4)).toEqual(['2027-02-28', '2027-03-01']);
  });
});

it.each([
  ['2026-11-26', '2026-11-26'],
  ['2027-11-26', '2027-11-26'],
  ['2026-11-25', undefined],
  ['2027-11-27', undefined],
  ['2027-02-31', undefined],
  ['2027-13-01', undefined],
  ['tomorrow', undefined],
  [undefined, undefined],
])('of %s the day %s can be booked', (asked, day) => {
  expect(bookableDay(asked, '2026-11-26')).toBe(day);
});

it.each([
  [5_000, 90, 7_500],
  [1_999, 45, 1_499],
  [1_001, 30, 501],
])('an hour at %i makes %i minutes cost %i', (rate, minutes, price) => {
  expect(priceOf(rate, minutes)).toBe(price);
});
