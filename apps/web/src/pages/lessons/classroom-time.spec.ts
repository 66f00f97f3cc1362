import { expect, it } from 'vitest';
import { classroomIs } from './classroom-time.ts';

const LESSON: Parameters<typeof classroomIs>[0] = {
  ...{ state: 'confirmed', mode: 'online' },
  ...{ startsAt: '2026-11-24T10:00:00.000Z', endsAt: '2026-11-24T11:00:00.000Z' },
};

it.each([
  ['09:44:59', 'early'],
  ['09:45:00', 'open'],
  ['11:09:59', 'open'],
  ['11:10:00', 'none'],
])('at %s the classroom is: %s', (time, is) => {
  expect(classroomIs(LESSON, Date.parse(`2026-11-24T${time}Z`))).toBe(is);
});

it('is none in person, and before it is paid', () => {
  const now = Date.parse(LESSON.startsAt);
  expect(classroomIs({ ...LESSON, mode: 'in_person' }, now)).toBe('none');
  expect(classroomIs({ ...LESSON, state: 'pending' }, now)).toBe('none');
});
