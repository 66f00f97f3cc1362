import { describe, expect, it } from 'vitest';
import { nearStarts } from './near-starts.domain.ts';
import { aSchedule, everyDay } from './slot.fixture.ts';
import { DAY } from './zone.domain.ts';

const NOW = Date.parse('2027-01-04T08:00:00Z');
const at = (iso: string) => Date.parse(`2027-01-${iso}Z`);

/** With two hours' notice, for a month, mornings only. */
const schedule = aSchedule({
  weekly: everyDay('09:00-12:00'),
  noticeMinutes: 120,
  horizonDays: 30,
});
const search = { durationMinutes: 60, now: NOW, busy: [], isTaken: false, atMost: 100 };
const near = (wanted: number, changes: object = {}) =>
  nearStarts(schedule, wanted, { ...search, ...changes }).map((start) =>
    new Date(start).toISOString().slice(5, 16),
  );

describe('free starts near one that cannot be had', () => {
  it('are the nearest first, of two that are as near the earlier one, and never itself', () => {
    const starts = near(at('06T10:00:00'));
    expect(starts.slice(0, 4)).toEqual([
      ...['01-06T09:30', '01-06T10:30', '01-06T09:00', '01-06T11:00'],
    ]);
    expect(starts).not.toContain('01-06T10:00');
  });

  it('overlap nothing that somebody has just taken, buffers and all', () => {
    const taken = at('06T10:00:00');
    expect(near(taken, { isTaken: true }).slice(0, 2)).toEqual(['01-06T09:00', '01-06T11:00']);
    const buffered = { ...schedule, bufferBeforeMinutes: 10, bufferAfterMinutes: 20 };
    const [first] = nearStarts(buffered, taken, { ...search, isTaken: true });
    expect(first).toBe(at('05T11:00:00'));
  });

  it('are of other days where that day is full', () => {
    const busy = [{ start: at('06T00:00:00'), end: at('07T00:00:00') }];
    expect(near(at('06T10:15:00'), { busy })[0]).toBe('01-07T09:00');
  });

  it('leave out what is too soon, and begin there for what is over', () => {
    expect(near(at('04T08:30:00'))[0]).toBe('01-04T10:00');
    expect(near(at('01T10:00:00'))[0]).toBe('01-04T10:00');
    expect(near(0)[0]).toBe('01-04T10:00');
  });

  it('end where booking ends', () => {
    const far = [NOW + 31 * DAY, NOW + 300 * DAY, Date.parse('9999-12-31T23:00:00Z')];
    for (const wanted of far) expect(near(wanted)[0]).toBe('02-02T11:00');
  });

  it('are a week away at most', () => {
    const busy = [{ start: at('05T00:00:00'), end: at('20T00:00:00') }];
    expect(near(at('12T09:00:00'), { busy })).toEqual([]);
    expect(near(at('13T09:00:00'), { busy })).toEqual(['01-20T09:00']);
  });

  it('are some, and none of another length', () => {
    const often = aSchedule({ stepMinutes: 15 });
    expect(nearStarts(often, NOW, search)).toHaveLength(100);
    expect(near(at('06T10:00:00'), { atMost: 2 })).toEqual(['01-06T09:30', '01-06T10:30']);
    expect(near(NOW + 5 * DAY, { durationMinutes: 45 })).toEqual([]);
  });
});
