import { describe, expect, it } from 'vitest';
import {
  copied,
  emptySchedule,
  hasFaults,
  nextRange,
  rangeFaults,
  scheduleDraftOf,
  scheduleToSave,
  weeklyHours,
  withDay,
} from './schedule-draft.ts';

const MORNING = { from: '08:00', to: '12:00' };
const EVENING = { from: '17:00', to: '24:00' };
const draft = withDay(emptySchedule('Africa/Abidjan'), 1, [EVENING, MORNING]);

describe('a schedule in the editor', () => {
  it('is sent by day and hour, without the days off', () => {
    expect(scheduleToSave(copied(draft, 1, [3]))).toMatchObject({
      timeZone: 'Africa/Abidjan',
      weekly: [
        { day: 1, ranges: [MORNING, EVENING] },
        { day: 3, ranges: [MORNING, EVENING] },
      ],
      exceptions: [],
    });
  });

  it('is the same schedule when nothing was changed', () => {
    const saved = scheduleToSave({
      ...draft,
      exceptions: [{ date: '2026-12-25', ranges: [] }],
    }) as Parameters<typeof scheduleDraftOf>[0];
    const { providerId: _p, version: _v, ...same } = { ...saved, providerId: 'p', version: 4 };
    expect(scheduleToSave(scheduleDraftOf({ ...same, providerId: 'p', version: 4 }))).toEqual(same);
  });

  it('has a trial lesson with the price that was typed', () => {
    const trial = { minutes: 30, price: '12,50', currency: 'EUR' as const };
    const saved = scheduleToSave({ ...draft, trial });
    expect(saved.trial).toEqual({ durationMinutes: 30, price: { amount: 1_250, currency: 'EUR' } });
    expect(scheduleToSave({ ...draft, trial: { ...trial, minutes: null } }).trial).toBeNull();
  });

  it('counts its hours', () => {
    expect(weeklyHours(copied(draft, 1, [2]))).toBe(22);
  });
});

describe('hours to offer next', () => {
  it.each([
    [[], { from: '09:00', to: '12:00' }],
    [[MORNING], { from: '13:00', to: '15:00' }],
    [[{ from: '08:00', to: '21:30' }], { from: '22:30', to: '24:00' }],
  ])('after %o come %o', (ranges, next) => expect(nextRange(ranges)).toEqual(next));

  it('are none when the day is over', () => expect(nextRange([EVENING])).toBeUndefined());
});

describe('what is wrong with hours', () => {
  it('is their order, or that they overlap', () => {
    const ranges = [MORNING, { from: '11:00', to: '13:00' }, { from: '15:00', to: '15:00' }];
    expect(rangeFaults(ranges)).toEqual([undefined, 'overlap', 'order']);
    expect(hasFaults(withDay(draft, 2, ranges))).toBe(true);
  });

  it('is nothing when they touch', () => {
    expect(rangeFaults([MORNING, { from: '12:00', to: '13:00' }])).toEqual([undefined, undefined]);
    expect(hasFaults(draft)).toBe(false);
  });
});
