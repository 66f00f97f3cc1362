import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bookingEvents } from '@edu/contracts-booking';
import type { Presence } from '@edu/contracts-session';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, PRICE } from '../booking/booking.harness.ts';
import { attended, lessonOver, type Confirmed } from './attendance.harness.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
});
beforeEach(async () => {
  learner = await testActor('student');
});
afterAll(() => bench.stop());

const over = () => lessonOver(bench, learner);

const lessonOf = async ({ id }: Confirmed) => {
  const { rows } = await bench.service.sql.query<{ state: string }>(
    'SELECT state FROM process WHERE subject_id = $1',
    [id],
  );
  return rows[0]!.state;
};

it.each<[Presence, Presence]>([
  ['present', 'present'],
  ['unknown', 'unknown'],
  ['present', 'unknown'],
  ['unknown', 'present'],
])('a lesson of a learner %s and a provider %s is completed', async (one, other) => {
  const booking = await over();
  await attended(bench, booking, { learner: one, provider: other });
  expect((await bench.get(booking.id, learner)).state).toBe('completed');
  expect(await lessonOf(booking)).toBe('disputable');
});

it('an absent learner has paid for the lesson', async () => {
  const booking = await over();
  await attended(bench, booking, { learner: 'absent', provider: 'present' });
  expect((await bench.get(booking.id, learner)).state).toBe('no_show');
  const isIt = ({ bookingId }: { bookingId: string }) => bookingId === booking.id;
  expect(await bench.service.events.next(bookingEvents.noShow, isIt)).toMatchObject({
    absent: 'learner',
  });
  await bench.service.sql.query('UPDATE process SET due_at = now() WHERE subject_id = $1', [
    booking.id,
  ]);
  expect(await bench.service.events.next(bookingEvents.payable, isIt)).toMatchObject({
    amount: PRICE,
  });
  expect(bench.service.events.of(bookingEvents.refundDue).filter(isIt)).toEqual([]);
});

it('evidence of another time than the lesson has now changes nothing', async () => {
  const booking = await over();
  const before = new Date(Date.parse(booking.startsAt) - 3_600_000).toISOString();
  await attended(
    bench,
    { ...booking, startsAt: before },
    { learner: 'present', provider: 'absent' },
  );
  expect(await lessonOf(booking)).toBe('scheduled');
});

it('evidence that comes after the outcome changes nothing', async () => {
  const booking = await over();
  await attended(bench, booking, { learner: 'present', provider: 'present' });
  await attended(bench, booking, { learner: 'present', provider: 'absent' });
  expect((await bench.get(booking.id, learner)).state).toBe('completed');
});
