import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingEvents } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, PRICE } from '../booking/booking.harness.ts';

const MANY = 120;

let bench: BookingBench;
let learner: TestActor;
let providerId: string;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
beforeEach(async () => {
  bench.policy = MODERATE;
  learner = await testActor('student');
  providerId = newId();
});
afterAll(() => bench.stop());

const suspend = (userId: string, at?: Date) =>
  bench.service.publish(authEvents.userSuspended, { userId }, newId(), at);
const reinstate = (userId: string, at?: Date) =>
  bench.service.publish(authEvents.userReinstated, { userId }, newId(), at);
/** What is known of an account, once the event has been handled. */
const known = (userId: string, eventId: string) =>
  eventually(async () => {
    const { rows } = await bench.service.sql.query<{ suspended: boolean; due: boolean }>(
      `SELECT suspended, due_at IS NOT NULL AS due FROM suspended_user, inbox
       WHERE user_id = $1 AND message_id = $2`,
      [userId, eventId],
    );
    expect(rows).toHaveLength(1);
    return rows[0]!;
  });
const notOffered = { code: availabilityErrors.slotNotOffered.code };
const canceled = (bookingId: string) =>
  bench.service.events.next(bookingEvents.canceled, (e) => e.bookingId === bookingId);

describe('a suspended provider', () => {
  it('has lessons to come refunded whole, and their cancellations published', async () => {
    bench.policy = { name: 'strict', tiers: [], graceMinutes: 0 };
    const booking = await bench.confirmed(learner, { providerId });
    await suspend(providerId);
    expect(await canceled(booking.id)).toMatchObject({ by: 'platform', wasPaid: true });
    expect(await bench.refundDue(booking.paymentId)).toMatchObject({ amount: PRICE });
    await bench.becomes(booking.id, learner, 'canceled');
  });

  it('cannot be paid any more: the hold is ended, and a late payment is refunded', async () => {
    const booking = await bench.book(learner, { providerId });
    await suspend(providerId);
    expect(await canceled(booking.id)).toMatchObject({ by: 'platform', wasPaid: false });
    const payment = await bench.paymentSucceeds(booking.id);
    expect(await bench.refundDue(payment)).toMatchObject({ amount: PRICE });
  });

  it('cannot be booked, even by a call that was quoted before', async () => {
    await suspend(providerId);
    await eventually(async () => {
      const slot = { providerId, startsAt: inHours(100 + 2 * Math.random()) };
      await expect(bench.book(await testActor('student'), slot)).rejects.toMatchObject(notOffered);
    });
  });

  it('does not get an expired hold confirmed by a late payment', async () => {
    const booking = await bench.book(learner, { providerId });
    await bench.service.sql.query(`UPDATE booking SET hold_expires_at = now() WHERE id = $1`, [
      booking.id,
    ]);
    await bench.becomes(booking.id, learner, 'expired');
    await suspend(providerId);
    await eventually(async () => {
      const { rowCount } = await bench.service.sql.query(
        'SELECT FROM suspended_user WHERE user_id = $1',
        [providerId],
      );
      expect(rowCount).toBe(1);
    });
    const payment = await bench.paymentSucceeds(booking.id);
    expect(await bench.refundDue(payment)).toMatchObject({ reason: 'slot_gone' });
  });

  it('keeps lessons that are over, and those of other providers', async () => {
    const over = await bench.confirmed(learner, { providerId });
    await bench.shift(over.id, 50);
    const other = await bench.confirmed(learner, { startsAt: inHours(60) });
    const toCome = await bench.confirmed(learner, { providerId, startsAt: inHours(70) });
    await suspend(providerId);
    await bench.becomes(toCome.id, learner, 'canceled');
    await bench.becomes(over.id, learner, 'completed');
    expect((await bench.get(other.id, learner)).state).toBe('confirmed');
  });

  it(`gives back ${MANY} lessons to come, a few in each transaction`, async () => {
    await bench.service.sql.query(
      `WITH made AS (
         INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
           busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id)
         SELECT gen_random_uuid(), gen_random_uuid(), $1::uuid, 'confirmed', 'online', at,
           at + interval '1 hour', at, at + interval '1 hour', 5000, 'XOF', 'UTC', '{}',
           gen_random_uuid()
         FROM (SELECT now() + n * interval '1 hour' AS at FROM generate_series(2, $2 + 1) n) AS t
         RETURNING id)
       INSERT INTO process (kind, subject_id, state, data)
       SELECT 'lesson', id, 'scheduled', '{"paid":5000,"refundOrdered":0,"refunded":0,
         "disputeHours":48,"learner":"unknown","provider":"unknown"}' FROM made`,
      [providerId, MANY],
    );
    await suspend(providerId);
    await eventually(() => {
      const canceled = bench.service.events
        .of(bookingEvents.canceled)
        .filter((data) => data.providerId === providerId);
      expect(canceled).toHaveLength(MANY);
    }, 15_000);
  });
});

describe('a suspended learner', () => {
  it('gets back what the policy gives to one who cancels', async () => {
    const soon = await bench.confirmed(learner, { startsAt: inHours(10) });
    await suspend(learner.userId);
    expect(await canceled(soon.id)).toMatchObject({ by: 'platform' });
    expect((await bench.refundDue(soon.paymentId)).amount.amount).toBe(2_500);
  });
});

describe('a reinstated account', () => {
  it('is booked and books again, and keeps those lessons', async () => {
    const called = await bench.confirmed(learner, { providerId });
    await suspend(providerId);
    await canceled(called.id);
    // So long ago that tokens are not refused for it: what is bad here is the booking.
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await known(learner.userId, await suspend(learner.userId, anHourAgo));
    await expect(bench.book(learner, { providerId })).rejects.toMatchObject(notOffered);
    for (const userId of [providerId, learner.userId]) {
      expect(await known(userId, await reinstate(userId))).toEqual({
        suspended: false,
        due: false,
      });
    }
    const booking = await bench.confirmed(learner, { providerId });
    await bench.service.sql.query(`UPDATE suspended_user SET due_at = now() WHERE user_id = $1`, [
      providerId,
    ]);
    await eventually(async () => {
      const { rowCount } = await bench.service.sql.query(
        'SELECT FROM suspended_user WHERE user_id = $1 AND due_at IS NULL',
        [providerId],
      );
      expect(rowCount).toBe(1);
    });
    expect((await bench.get(booking.id, learner)).state).toBe('confirmed');
    expect((await bench.get(called.id, learner)).state).toBe('canceled');
  });

  it('stays reinstated when its suspension arrives late', async () => {
    const [before, after] = [new Date(Date.now() - 60_000), new Date()];
    await known(providerId, await reinstate(providerId, after));
    const late = await known(providerId, await suspend(providerId, before));
    expect(late).toEqual({ suspended: false, due: false });
    await bench.confirmed(learner, { providerId });
  });

  it('is suspended again by a later event, in whatever order events arrive', async () => {
    const [first, second, third] = [30, 20, 10].map((s) => new Date(Date.now() - s * 1_000));
    await known(providerId, await suspend(providerId, first));
    await known(providerId, await suspend(providerId, third));
    expect(await known(providerId, await reinstate(providerId, second))).toMatchObject({
      suspended: true,
    });
    await expect(bench.book(learner, { providerId })).rejects.toMatchObject(notOffered);
  });
});
