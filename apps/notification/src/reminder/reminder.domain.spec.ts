import { newId } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { isInTime, remindersOf } from './reminder.domain.ts';

const startsAt = '2026-12-01T10:00:00.000Z';
const before = (minutes: number) => new Date(Date.parse(startsAt) - minutes * 60_000);
const bookingId = newId();

describe('reminders of a lesson', () => {
  it.each([
    ['two days', 2_880, ['2026-11-30T10:00:00.000Z', '2026-12-01T09:00:00.000Z']],
    ['a day and 15 minutes', 1_455, ['2026-11-30T10:00:00.000Z', '2026-12-01T09:00:00.000Z']],
    ['a day and 14 minutes', 1_454, ['2026-12-01T09:00:00.000Z']],
    ['two hours', 120, ['2026-12-01T09:00:00.000Z']],
    ['an hour', 60, []],
    ['no time', -5, []],
  ])('that was booked %s before are those still worth sending', (_what, minutes, due) => {
    const planned = remindersOf({ bookingId, startsAt }, before(minutes));
    expect(planned.map(({ dueAt }) => dueAt)).toEqual(due);
    for (const one of planned) expect(one).toMatchObject({ bookingId, startsAt });
  });

  it('that come late say something until the next one does, or the lesson begins', () => {
    const at = new Date(startsAt);
    expect(isInTime('day', at, before(61))).toBe(true);
    expect(isInTime('day', at, before(60))).toBe(false);
    expect(isInTime('hour', at, before(1))).toBe(true);
    expect(isInTime('hour', at, before(0))).toBe(false);
  });
});
