import { expect, it } from 'vitest';
import type { WantedSlot } from '../book/slot-link.ts';
import { patternOf, withInstead } from './series-pattern.ts';

const slot: WantedSlot = {
  ...{ providerId: 'p', startsAt: '2026-11-24T10:00:00.000Z', minutes: 90 },
  ...{ mode: 'online', subject: undefined, trial: false },
};
const lesson = { providerId: 'p', durationMinutes: 90, mode: 'online' };
const rhythm = { everyWeeks: 2, times: 3 };

it('asks for a rhythm until a time is replaced, then for each time', () => {
  const starts = [slot.startsAt];
  expect(patternOf(slot, rhythm)).toEqual({ ...lesson, starts, repeat: rhythm });
  expect(patternOf(slot, rhythm, ['a', 'b'])).toEqual({ ...lesson, starts: ['a', 'b'] });
});

it('puts another time in place of one, and wants none twice', () => {
  expect(withInstead(['a', 'b', 'c'], 'b', 'b2')).toEqual(['a', 'b2', 'c']);
  expect(withInstead(['a', 'b', 'c'], 'b', 'c')).toEqual(['a', 'c']);
});
