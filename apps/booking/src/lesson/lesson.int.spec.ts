import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, PRICE } from '../booking/booking.harness.ts';
import { dueAtOf } from './lesson.process.ts';
import { Lessons } from './lessons.service.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
beforeEach(async () => {
  bench.policy = MODERATE;
  bench.service.clock.reset();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

type Confirmed = Awaited<ReturnType<BookingBench['confirmed']>>;
const lessonOf = async ({ id }: Confirmed) => {
  const { rows } = await bench.service.sql.query(
    'SELECT state, due_at FROM process WHERE subject_id = $1',
    [id],
  );
  return rows[0] as { state: string; due_at: Date | null };
};
const events = ({ id }: Confirmed, event: keyof typeof bookingEvents) =>
  bench.service.events
    .of(bookingEvents[event])
    .filter((data) => (data as { bookingId: string }).bookingId === id);
/** The time for disputes has passed. */
const settle = ({ id }: Confirmed) =>
  bench.service.sql.query('UPDATE process SET due_at = now() WHERE subject_id = $1', [id]);

describe('a paid lesson', () => {
  it('is completed when it is over, and payable when the time to dispute it is over', async () => {
    const booking = await bench.confirmed(learner);
    expect(await lessonOf(booking)).toEqual({
      state: 'scheduled',
      due_at: dueAtOf({ mode: 'online', endsAt: new Date(booking.endsAt) }),
    });
    await bench.shift(booking.id, 50);
    await bench.becomes(booking.id, learner, 'completed');
    const { paymentId, learnerId, providerId } = booking;
    const about = { bookingId: booking.id, paymentId, learnerId, providerId, version: 3 };
    const isIt = ({ bookingId }: { bookingId: string }) => bookingId === booking.id;
    expect(await bench.service.events.next(bookingEvents.completed, isIt)).toMatchObject(about);
    const { state, due_at } = await lessonOf(booking);
    expect(state).toBe('disputable');
    expect(due_at!.getTime() - Date.now()).toBeGreaterThan(47.9 * 3_600_000);

    await settle(booking);
    const payable = await bench.service.events.next(bookingEvents.payable, isIt);
    expect(payable).toMatchObject({ ...about, amount: PRICE });
    expect(await lessonOf(booking)).toEqual({ state: 'settled', due_at: null });
    expect(events(booking, 'completed')).toHaveLength(1);
    expect(events(booking, 'payable')).toHaveLength(1);
  });

  it('that was paid late, after its hold ended, is completed as well', async () => {
    const booking = await bench.book(learner);
    await bench.service.sql.query(`UPDATE booking SET hold_expires_at = now() WHERE id = $1`, [
      booking.id,
    ]);
    await bench.becomes(booking.id, learner, 'expired');
    await bench.paymentSucceeds(booking.id);
    await bench.becomes(booking.id, learner, 'confirmed');
    await bench.shift(booking.id, 50);
    await bench.becomes(booking.id, learner, 'completed');
  });

  it('is completed once by many processes at the same time', async () => {
    const booking = await bench.confirmed(learner);
    await bench.shift(booking.id, 50);
    await bench.becomes(booking.id, learner, 'completed');
    const { rows } = await bench.service.sql.query(
      `SELECT count(*)::int AS times FROM booking_transition
       WHERE booking_id = $1 AND to_state = 'completed'`,
      [booking.id],
    );
    expect(rows).toEqual([{ times: 1 }]);
  });
});

it('starts the process of a paid booking that an earlier build confirmed', async () => {
  const booking = await bench.confirmed(learner);
  await bench.service.sql.query('DELETE FROM process WHERE subject_id = $1', [booking.id]);
  const lessons = bench.service.instances[0]!.app.get(Lessons, { strict: false });
  await lessons.adopt();
  await lessons.adopt();
  expect(await lessonOf(booking)).toEqual({
    state: 'scheduled',
    due_at: dueAtOf({ mode: 'online', endsAt: new Date(booking.endsAt) }),
  });
  await bench.shift(booking.id, 50);
  await bench.becomes(booking.id, learner, 'completed');
});

describe('a cancellation', () => {
  it('is refused to both once the lesson is over: without event or refund', async () => {
    const provider = await testActor('tutor');
    const booking = await bench.confirmed(learner, { providerId: provider.userId });
    const endsAt = new Date(booking.endsAt).getTime();
    bench.service.clock.set(new Date(endsAt));
    for (const person of [learner, provider]) {
      await expect(bench.cancel(booking.id, person)).rejects.toMatchObject({
        code: bookingErrors.lessonOver.code,
        status: 409,
      });
    }
    bench.service.clock.set(new Date(endsAt - 1));
    await expect(bench.cancel(booking.id, provider)).resolves.toMatchObject({ state: 'canceled' });
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({ amount: PRICE });
    await eventually(() => expect(events(booking, 'canceled')).toHaveLength(1));
  });

  it('leaves the provider what the policy keeps, after the disputes', async () => {
    const booking = await bench.confirmed(learner, { startsAt: inHours(10) });
    await bench.cancel(booking.id, learner);
    expect((await bench.refundDue(booking.paymentId)).amount.amount).toBe(2_500);
    await bench.refunded(booking.id, booking.paymentId, 2_500);
    await bench.becomes(booking.id, learner, 'refunded');
    await settle(booking);
    await eventually(() =>
      expect(events(booking, 'payable')).toMatchObject([{ amount: { amount: 2_500 } }]),
    );
  });

  it('of a lesson that has begun gives a learner nothing back, even within the grace', async () => {
    bench.policy = { ...bench.policy, graceMinutes: 15 };
    const booking = await bench.confirmed(learner, { startsAt: inHours(0.1) });
    bench.service.clock.set(inHours(0.2));
    await bench.cancel(booking.id, learner);
    expect(events(booking, 'refundDue')).toEqual([]);
  });
});

describe('a refund without a cancellation', () => {
  it('ends a lesson to come when it is all of it', async () => {
    const booking = await bench.confirmed(learner);
    await bench.refunded(booking.id, booking.paymentId);
    await bench.becomes(booking.id, learner, 'refunded');
    await eventually(() =>
      expect(events(booking, 'canceled')).toMatchObject([{ by: 'platform', wasPaid: true }]),
    );
    expect(events(booking, 'refundDue')).toEqual([]);
    expect(await lessonOf(booking)).toEqual({ state: 'closed', due_at: null });
  });

  it('is taken off what the provider earned when it is a part', async () => {
    const booking = await bench.confirmed(learner);
    await bench.refunded(booking.id, booking.paymentId, 1_000);
    await bench.shift(booking.id, 50);
    await bench.becomes(booking.id, learner, 'completed');
    await settle(booking);
    await eventually(() =>
      expect(events(booking, 'payable')).toMatchObject([{ amount: { amount: 4_000 } }]),
    );
  });

  it('is not given back again when the lesson is called off, nor earned', async () => {
    const booking = await bench.confirmed(learner, { startsAt: inHours(10) });
    await bench.refunded(booking.id, booking.paymentId, 1_000);
    await bench.cancel(booking.id, learner);
    expect((await bench.refundDue(booking.paymentId)).amount.amount).toBe(2_500);
    await settle(booking);
    await eventually(() =>
      expect(events(booking, 'payable')).toMatchObject([{ amount: { amount: 1_500 } }]),
    );
  });

  it('leaves a lesson alone when it belongs to another payment', async () => {
    const booking = await bench.confirmed(learner);
    await bench.refunded(booking.id, newId());
    await bench.shift(booking.id, 50);
    await bench.becomes(booking.id, learner, 'completed');
  });
});
