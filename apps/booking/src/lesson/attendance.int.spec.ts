import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bookingEvents } from '@edu/contracts-booking';
import { sessionEvents, type Presence } from '@edu/contracts-session';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, PRICE } from '../booking/booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
});
beforeEach(async () => {
  learner = await testActor('student');
});
afterAll(() => bench.stop());

type Confirmed = Awaited<ReturnType<BookingBench['confirmed']>>;

/** A lesson that ended a minute ago, and waits for what its classroom proves. */
async function over(): Promise<Confirmed> {
  const booking = await bench.confirmed(learner);
  await bench.shift(booking.id, 49 + 1 / 60);
  const { startsAt } = await bench.get(booking.id, learner);
  return { ...booking, startsAt };
}

async function attended(
  { id: bookingId, startsAt }: Confirmed,
  who: { learner: Presence; provider: Presence },
): Promise<void> {
  const side = (presence: Presence) => ({
    presence,
    ground: presence === 'absent' ? ('never_came' as const) : ('long_enough' as const),
    minutes: presence === 'absent' ? 0 : 60,
  });
  const messageId = await bench.service.publish(sessionEvents.attended, {
    ...{ bookingId, startsAt, at: new Date().toISOString() },
    ...{ learner: side(who.learner), provider: side(who.provider) },
  });
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await bench.service.sql.query(find, [messageId])).rowCount).toBe(1);
  });
}

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
  await attended(booking, { learner: one, provider: other });
  expect((await bench.get(booking.id, learner)).state).toBe('completed');
  expect(await lessonOf(booking)).toBe('disputable');
});

it('an absent learner has paid for the lesson', async () => {
  const booking = await over();
  await attended(booking, { learner: 'absent', provider: 'present' });
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

it('an absent provider gives everything back', async () => {
  const booking = await over();
  await attended(booking, { learner: 'present', provider: 'absent' });
  expect((await bench.get(booking.id, learner)).state).toBe('no_show');
  expect(await bench.refundDue(booking.paymentId)).toMatchObject({
    amount: PRICE,
    reason: 'no_show',
  });
});

it('evidence of another time than the lesson has now changes nothing', async () => {
  const booking = await over();
  const before = new Date(Date.parse(booking.startsAt) - 3_600_000).toISOString();
  await attended({ ...booking, startsAt: before }, { learner: 'present', provider: 'absent' });
  expect(await lessonOf(booking)).toBe('scheduled');
});

it('evidence that comes after the outcome changes nothing', async () => {
  const booking = await over();
  await attended(booking, { learner: 'present', provider: 'present' });
  await attended(booking, { learner: 'present', provider: 'absent' });
  expect((await bench.get(booking.id, learner)).state).toBe('completed');
});
