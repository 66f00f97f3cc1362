import { expect, it } from 'vitest';
import { nearestSeat } from './nearest-seat.ts';

const lesson = (id: string, hour: number, changes: object = {}) => ({
  ...{ id, mode: 'online' as const, subject: 'maths' as string | null, seatsLeft: 2 },
  startsAt: `2026-12-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
  ...changes,
});
const full = lesson('full', 10, { seatsLeft: 0 });
const placeOf = (...lessons: ReturnType<typeof lesson>[]) =>
  nearestSeat([full, ...lessons], full)?.id;

it('is the nearest that has a seat, before or after', () => {
  expect(placeOf(lesson('a', 14), lesson('b', 7), lesson('c', 11, { seatsLeft: 0 }))).toBe('b');
});

it('is of the same subject if there is one', () => {
  const french = lesson('french', 11, { subject: 'french' });
  expect(placeOf(french, lesson('maths', 18))).toBe('maths');
  expect(placeOf(french)).toBe('french');
});

it('is never at another kind of place, nor the full one itself', () => {
  expect(placeOf(lesson('away', 11, { mode: 'in_person' }))).toBeUndefined();
  expect(placeOf()).toBeUndefined();
});
