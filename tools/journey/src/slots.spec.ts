import type { Slots } from '@edu/client';
import { describe, expect, it } from 'vitest';
import { firstStart } from './slots.ts';

const slots = (...ranges: [startsAt: string, endsAt: string][]): Slots => ({
  providerId: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  zone: 'Africa/Abidjan',
  durationMinutes: 60,
  stepMinutes: 15,
  durationsMinutes: [60],
  trial: null,
  modes: ['online'],
  providerZone: 'Africa/Abidjan',
  policy: { name: 'flexible', tiers: [], graceMinutes: 15 },
  days: ranges.map(([startsAt, endsAt]) => ({
    date: startsAt.slice(0, 10),
    ranges: [{ startsAt, endsAt, localStart: startsAt, localEnd: endsAt }],
  })),
});
const two = slots(
  ['2026-11-24T10:00:00.000Z', '2026-11-24T11:15:00.000Z'],
  ['2026-11-25T10:00:00.000Z', '2026-11-25T11:00:00.000Z'],
);

describe('firstStart', () => {
  it.each([
    ['2026-11-24T09:00:00Z', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00Z', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:01Z', '2026-11-24T10:15:00.000Z'],
    ['2026-11-24T10:16:00Z', '2026-11-25T10:00:00.000Z'],
  ])('from %s it is %s', (notBefore, start) => {
    expect(firstStart(two, new Date(notBefore))).toBe(start);
  });

  it('fails where there is none, instead of leaving it to a page that cannot say why', () => {
    expect(() => firstStart(two, new Date('2026-11-25T10:01:00Z'))).toThrow(
      'no lesson can start at 2026-11-25T10:01:00.000Z or later',
    );
  });
});
