import { describe, expect, it } from 'vitest';
import { askedFor, byDay, clockMinutes, daysOf, timetableOf } from './calendar-days.ts';

const TODAY = '2026-11-26';
const lesson = (startsAt: string, endsAt: string) => ({
  ...{ id: startsAt, startsAt, endsAt, state: 'confirmed' as const },
  ...{ mode: 'online' as const, subject: null, proposedStarts: [], name: 'Awa' },
});

describe('an address', () => {
  it.each([
    ['', { view: 'week', day: TODAY }],
    ['?view=day', { view: 'day', day: TODAY }],
    ['?view=day&day=2026-12-01', { view: 'day', day: '2026-12-01' }],
    ['?view=month&day=2026-13-45', { view: 'week', day: TODAY }],
    ['?day=tomorrow', { view: 'week', day: TODAY }],
  ])('%s asks for what it says, and this week where it says nothing', (search, asked) => {
    expect(askedFor(search, TODAY)).toEqual(asked);
  });
});

it.each([
  ['2026-11-26', '2026-11-23'],
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on Monday %s', (day, monday) => {
  const days = daysOf('week', day);
  expect(days).toHaveLength(7);
  expect(days[0]).toBe(monday);
  expect(daysOf('day', day)).toEqual([day]);
});

it('lessons stand on the day that the clock of the zone shows', () => {
  const late = lesson('2026-11-26T23:30:00.000Z', '2026-11-27T00:30:00.000Z');
  expect([...byDay([late], 'Africa/Abidjan').keys()]).toEqual(['2026-11-26']);
  expect([...byDay([late], 'Africa/Douala').keys()]).toEqual(['2026-11-27']);
  expect(clockMinutes(late.startsAt, 'Africa/Abidjan')).toBe(23 * 60 + 30);
  expect(clockMinutes(late.startsAt, 'Africa/Douala')).toBe(30);
});

describe('the timetable of a day', () => {
  const tableOf = (...lessons: ReturnType<typeof lesson>[]) =>
    timetableOf(lessons, 'Africa/Abidjan');

  it('has its usual hours, and each lesson in its rows', () => {
    const { hours, lessons } = tableOf(
      lesson('2026-11-26T08:00:00.000Z', '2026-11-26T09:00:00.000Z'),
      lesson('2026-11-26T10:45:00.000Z', '2026-11-26T11:15:00.000Z'),
    );
    expect([hours[0], hours.at(-1)]).toEqual([8, 19]);
    expect(lessons.map(({ row, rows }) => [row, rows])).toEqual([
      [1, 4],
      [12, 2],
    ]);
  });

  it('grows by lessons before and after them, and ends at midnight', () => {
    const { hours, lessons } = tableOf(
      lesson('2026-11-26T06:30:00.000Z', '2026-11-26T07:30:00.000Z'),
      lesson('2026-11-26T23:30:00.000Z', '2026-11-27T00:30:00.000Z'),
    );
    expect([hours[0], hours.at(-1)]).toEqual([6, 23]);
    expect(lessons.map(({ row, rows }) => [row, rows])).toEqual([
      [3, 4],
      [71, 2],
    ]);
  });

  it('of a day without lessons is its usual hours', () => {
    expect(tableOf()).toMatchObject({ lessons: [] });
    expect(tableOf().hours).toHaveLength(12);
  });
});
