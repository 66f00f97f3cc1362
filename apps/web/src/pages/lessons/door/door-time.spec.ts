import { expect, it } from 'vitest';
import { doorIs } from './door-time.ts';

const startsAt = '2026-11-24T10:00:00.000Z';
const lesson: Parameters<typeof doorIs>[0] = {
  state: 'confirmed',
  mode: 'in_person',
  startsAt,
  endsAt: '2026-11-24T11:00:00.000Z',
};
const at = (minute: number) => Date.parse(startsAt) + minute * 60_000;

it.each([
  [-61, 'early'],
  [-60, 'open'],
  [59, 'open'],
  [60, 'none'],
])('%i minutes from the start the door is %s', (minute, is) => {
  expect(doorIs(lesson, at(minute))).toBe(is);
});

it('is only of a paid lesson in person, at a time that is known', () => {
  expect(doorIs({ ...lesson, mode: 'online' }, at(0))).toBe('none');
  expect(doorIs({ ...lesson, state: 'pending' }, at(0))).toBe('none');
  expect(doorIs(lesson, undefined)).toBe('none');
});
