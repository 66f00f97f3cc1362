import type { Schedule } from '@edu/contracts-availability';
import { describe, expect, it } from 'vitest';
import { freeStarts } from './slot.domain.ts';
import { aSchedule, everyDay, hours } from './slot.fixture.ts';
import { DAY, MINUTE, type Interval } from './zone.domain.ts';

const at = (instant: string) => Date.parse(instant);
const interval = (start: string, end: string): Interval => ({ start: at(start), end: at(end) });

/** Starts on one UTC day, as `HH:MM` in UTC. */
function startsOn(
  day: string,
  schedule: Schedule,
  changes: { durationMinutes?: number; now?: number; busy?: Interval[] } = {},
): string[] {
  const window = { start: at(day), end: at(day) + DAY };
  const search = { window, durationMinutes: 60, now: at(day) - 7 * DAY, busy: [], ...changes };
  return freeStarts(schedule, search).map((start) => new Date(start).toISOString().slice(11, 16));
}

describe('the week', () => {
  it('offers the ranges of the weekday, and a lesson ends within them', () => {
    const weekly = [{ day: 3, ranges: hours('09:00-11:00', '14:00-15:30') }];
    const schedule = aSchedule({ weekly });
    expect(startsOn('2026-11-25', schedule)).toEqual(['09:00', '09:30', '10:00', '14:00', '14:30']);
    expect(startsOn('2026-11-26', schedule)).toEqual([]);
  });

  it('offers the last lesson of 90 minutes', () => {
    const schedule = aSchedule({ weekly: everyDay('09:00-12:00'), durationsMinutes: [90] });
    const starts = startsOn('2026-11-25', schedule, { durationMinutes: 90 });
    expect(starts).toEqual(['09:00', '09:30', '10:00', '10:30']);
  });

  it('offers no duration that is not in the schedule', () => {
    expect(startsOn('2026-11-25', aSchedule(), { durationMinutes: 90 })).toEqual([]);
  });

  it('an exception replaces the day, and an empty one is a day off', () => {
    const exceptions = [
      { date: '2028-02-29', ranges: hours('20:00-21:00') },
      { date: '2028-03-01', ranges: [] },
    ];
    const schedule = aSchedule({ weekly: everyDay('09:00-10:00'), exceptions });
    expect(startsOn('2028-02-28', schedule)).toEqual(['09:00']);
    expect(startsOn('2028-02-29', schedule)).toEqual(['20:00']);
    expect(startsOn('2028-03-01', schedule)).toEqual([]);
    expect(startsOn('2028-03-02', schedule)).toEqual(['09:00']);
  });

  it('a night goes on past midnight, over the end of the year too', () => {
    const weekly = [
      { day: 4, ranges: hours('22:30-24:00') },
      { day: 5, ranges: hours('00:00-01:00') },
    ];
    const schedule = aSchedule({ weekly });
    expect(startsOn('2026-12-31', schedule)).toEqual(['22:30', '23:00', '23:30']);
    expect(startsOn('2027-01-01', schedule)).toEqual(['00:00']);
  });

  it('counts starts from each range, whatever it touches', () => {
    const weekly = everyDay('09:00-10:10', '10:10-11:50');
    const schedule = aSchedule({ weekly, stepMinutes: 45, durationsMinutes: [30] });
    const starts = startsOn('2026-11-25', schedule, { durationMinutes: 30 });
    expect(starts).toEqual(['09:00', '09:45', '10:10', '10:55']);
  });

  it('keeps the grid of zones with odd offsets', () => {
    const schedule = aSchedule({ timeZone: 'Asia/Kathmandu', weekly: everyDay('09:00-11:00') });
    expect(startsOn('2026-11-25', schedule)).toEqual(['03:15', '03:45', '04:15']);
  });
});

describe('what is taken', () => {
  const schedule = aSchedule({ weekly: everyDay('09:00-13:00') });

  it('takes every start that would overlap, and none that touches', () => {
    const busy = [interval('2026-11-25T10:30Z', '2026-11-25T11:00Z')];
    const starts = startsOn('2026-11-25', schedule, { busy });
    expect(starts).toEqual(['09:00', '09:30', '11:00', '11:30', '12:00']);
  });

  it('keeps the buffers of the lesson to be sold free, beyond the range too', () => {
    const buffered = { ...schedule, bufferBeforeMinutes: 15, bufferAfterMinutes: 30 };
    const busy = [
      interval('2026-11-25T13:20Z', '2026-11-25T14:00Z'),
      interval('2026-11-25T08:00Z', '2026-11-25T08:45Z'),
      interval('2026-11-25T10:30Z', '2026-11-25T10:45Z'),
    ];
    expect(startsOn('2026-11-25', buffered, { busy })).toEqual(['09:00', '11:00', '11:30']);
  });

  it('merges taken times that overlap and come in any order', () => {
    const busy = [
      interval('2026-11-25T11:00Z', '2026-11-25T11:10Z'),
      interval('2026-11-25T09:10Z', '2026-11-25T12:00Z'),
      interval('2026-11-25T09:20Z', '2026-11-25T09:30Z'),
    ];
    expect(startsOn('2026-11-25', schedule, { busy })).toEqual(['12:00']);
  });
});

describe('notice and horizon', () => {
  const schedule = aSchedule({ weekly: everyDay('09:00-13:00') });

  it('offers a start exactly at the end of the notice, and not a millisecond before', () => {
    const late = { ...schedule, noticeMinutes: 120 };
    const now = at('2026-11-25T08:00Z');
    expect(startsOn('2026-11-25', late, { now })[0]).toBe('10:00');
    expect(startsOn('2026-11-25', late, { now: now + 1 })[0]).toBe('10:30');
  });

  it('counts the notice in elapsed time across a change of the clock', () => {
    // In Paris the clock goes from 02:00 to 03:00: two hours after 01:30 it shows 04:30.
    const paris = { ...schedule, timeZone: 'Europe/Paris', weekly: everyDay('04:00-06:00') };
    const late = { ...paris, noticeMinutes: 120 };
    const now = at('2027-03-28T00:30Z');
    expect(startsOn('2027-03-28', late, { now })).toEqual(['02:30', '03:00']);
  });

  it('offers nothing from the horizon on, and nothing in the past', () => {
    const short = { ...schedule, horizonDays: 1 };
    const now = at('2026-11-24T10:00Z');
    expect(startsOn('2026-11-25', short, { now })).toEqual(['09:00', '09:30']);
    expect(startsOn('2026-11-25', short, { now: at('2026-11-26') })).toEqual([]);
  });
});

describe('changes of the clock', () => {
  /** Both changes of the year are on a Sunday. */
  const paris = (...ranges: string[]) =>
    aSchedule({
      timeZone: 'Europe/Paris',
      weekly: [{ day: 7, ranges: hours(...ranges) }],
      durationsMinutes: [30, 60],
    });
  const spring = '2027-03-28'; // 02:00 CET = 01:00Z is followed by 03:00 CEST
  const autumn = '2027-10-31'; // 03:00 CEST = 01:00Z is followed by 02:00 CET

  it('offers no wall time inside the spring gap', () => {
    expect(startsOn(spring, paris('02:00-03:00'), { durationMinutes: 30 })).toEqual([]);
    const starts = startsOn(spring, paris('01:00-04:00'));
    expect(starts).toEqual(['00:00', '00:30', '01:00']); // 01:00 and 01:30 CET, 03:00 CEST
  });

  it('a range that begins inside the gap begins after it', () => {
    expect(startsOn(spring, paris('02:30-04:30'))).toEqual(['01:00', '01:30']);
  });

  it('offers the repeated hour once per real instant', () => {
    const starts = startsOn(autumn, paris('02:00-03:00'), { durationMinutes: 30 });
    expect(starts).toEqual(['00:00', '00:30', '01:00', '01:30']);
    expect(startsOn(autumn, paris('02:00-03:00'))).toEqual(['00:00', '00:30', '01:00']);
  });

  it('a range within the repeated hour comes twice, each time for itself', () => {
    const starts = startsOn(autumn, paris('02:10-02:50'), { durationMinutes: 30 });
    expect(starts).toEqual(['00:10', '01:10']);
  });

  it('moves by half an hour on Lord Howe', () => {
    const weekly = everyDay('01:00-03:00');
    const schedule = aSchedule({ timeZone: 'Australia/Lord_Howe', weekly });
    // 02:00 +11:00 is followed by 01:30 +10:30 on 4 April 2027: the range lasts 2 h 30.
    expect(startsOn('2027-04-03', schedule)).toEqual(['14:00', '14:30', '15:00', '15:30']);
    // 02:00 +10:30 is followed by 02:30 +11:00 on 3 October 2027: it lasts 1 h 30.
    expect(startsOn('2027-10-02', schedule)).toEqual(['14:30', '15:00']);
  });

  it('offers nothing on the day that Apia skipped', () => {
    const exceptions = [{ date: '2011-12-30', ranges: hours('00:00-24:00') }];
    const schedule = aSchedule({ timeZone: 'Pacific/Apia', weekly: [], exceptions });
    const window = { start: at('2011-12-28'), end: at('2012-01-02') };
    const search = { window, durationMinutes: 60, now: at('2011-12-01'), busy: [] };
    expect(freeStarts(schedule, search)).toEqual([]);
  });

  it('shows the same starts whichever part of time is asked for', () => {
    const weekly = everyDay('00:10-24:00');
    const schedule = aSchedule({ timeZone: 'Europe/Paris', weekly, stepMinutes: 35 });
    const search = { durationMinutes: 60, now: at('2027-10-01'), busy: [] };
    const whole = { start: at('2027-10-29'), end: at('2027-11-03') };
    const starts = freeStarts(schedule, { ...search, window: whole });
    for (let start = whole.start; start < whole.end; start += 7 * 60 * MINUTE) {
      const window = { start, end: Math.min(start + 7 * 60 * MINUTE, whole.end) };
      const part = starts.filter((one) => one >= window.start && one < window.end);
      expect(freeStarts(schedule, { ...search, window })).toEqual(part);
    }
  });
});
