import { describe, expect, it } from 'vitest';
import { daysAround, nearestStarts } from './nearest-starts.ts';

const at = (time: string) => `2026-11-${time}:00.000Z`;
const range = (startsAt: string, endsAt: string) => ({
  ...{ startsAt: at(startsAt), endsAt: at(endsAt) },
  ...{ localStart: '', localEnd: '' },
});
const SLOTS = {
  stepMinutes: 30,
  durationMinutes: 60,
  days: [
    { date: '2026-11-24', ranges: [range('24T08:00', '24T10:00'), range('24T15:00', '24T16:30')] },
    { date: '2026-11-26', ranges: [range('26T08:00', '26T09:00')] },
  ],
};

describe('the nearest free times', () => {
  it('end within their range, and come in the order of time', () => {
    expect(nearestStarts(SLOTS, at('24T11:00'), 10)).toEqual(
      ['24T08:00', '24T08:30', '24T09:00', '24T15:00', '24T15:30', '26T08:00'].map(at),
    );
  });

  it('are those around the time wanted, which is not one of them', () => {
    expect(nearestStarts(SLOTS, at('24T09:00'), 2)).toEqual(['24T08:00', '24T08:30'].map(at));
    expect(nearestStarts(SLOTS, at('24T14:00'), 2)).toEqual(['24T15:00', '24T15:30'].map(at));
  });

  it('are none where nothing is free', () => {
    expect(nearestStarts({ ...SLOTS, days: [] }, at('24T09:00'), 3)).toEqual([]);
  });
});

describe('the days around a time', () => {
  const now = Date.parse(at('24T12:00'));

  it('begin some days before it', () => {
    expect(daysAround('2026-12-20T10:00:00.000Z', now)).toEqual({
      ...{ from: '2026-12-16', to: '2027-01-06' },
    });
  });

  it('never begin before yesterday: no zone has an earlier today', () => {
    expect(daysAround(at('02T10:00'), now).from).toBe('2026-11-23');
    expect(daysAround(at('25T10:00'), now).from).toBe('2026-11-23');
  });
});
