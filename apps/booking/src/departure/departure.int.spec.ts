import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { profileEvents } from '@edu/contracts-profile';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, MODERATE, PRICE } from '../booking/booking.harness.ts';
import { bookSeries } from '../series/series.harness.ts';

/** Longer than the last look at a provider takes to come. */
const LAST_LOOK_MS = 30_000;

let bench: BookingBench;
let learner: TestActor;
let tutor: TestActor;
let providerId: string;
/** Of the profile, as it grows. */
let version: number;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '12' }, 2);
});
beforeEach(async () => {
  // A learner who cancels would get nothing back.
  bench.policy = { name: 'strict', tiers: [], graceMinutes: 0 };
  [learner, tutor] = [await testActor('student'), await testActor('tutor')];
  providerId = tutor.userId;
  version = 1;
});
afterAll(() => bench.stop());

const about = (of = ++version) => ({ providerId, kind: 'tutor' as const, version: of });
const publish = (of?: number) => bench.service.publish(profileEvents.published, about(of));
const pause = () => bench.service.publish(profileEvents.unpublished, about());
const unpublish = (of?: number, at?: Date) =>
  bench.service.publish(profileEvents.unpublished, { ...about(of), callsOff: true }, newId(), at);
const toCome = () => bench.service.call(bookingRpc.lessonsToCome, {}, { as: tutor });
const offer = (startsAt: string) =>
  bench.service.call(
    bookingRpc.openGroup,
    { startsAt, title: 'Fractions', seats: 3, price: PRICE },
    { as: tutor, key: newId() },
  );
const seat = (groupId: string, as: TestActor) =>
  bench.service.call(bookingRpc.bookSeat, { groupId }, { as, key: newId() });
const notOffered = { code: availabilityErrors.slotNotOffered.code };
const canceled = (bookingId: string) =>
  bench.service.events.next(bookingEvents.canceled, (e) => e.bookingId === bookingId);
/** Resolves once an event has been handled. */
async function handled(event: Promise<string>): Promise<void> {
  const id = await event;
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await bench.service.sql.query(find, [id])).rowCount).toBe(1);
  });
}

describe('a provider who unpublishes', () => {
  it('reads before what is called off and what goes back, and so it happens', async () => {
    const paid = await bench.confirmed(learner, { providerId, startsAt: inHours(5) });
    const held = await bench.book(learner, { providerId, startsAt: inHours(30) });
    bench.asking.add(providerId);
    const asked = await bench.book(await testActor('student'), {
      ...{ providerId, startsAt: inHours(33) },
    });
    bench.asking.delete(providerId);
    const group = await offer(inHours(36));
    const taken = await seat(group.id, await testActor('parent'));
    const seatPayment = await bench.paymentSucceeds(taken.id);
    await offer(inHours(40));
    expect(asked.state).toBe('requested');
    await eventually(async () =>
      expect(await toCome()).toEqual({
        ...{ lessons: 4, paid: 2, learners: 3, groups: 2 },
        refunds: [{ ...PRICE, amount: 2 * PRICE.amount }],
      }),
    );

    await unpublish();
    for (const { id } of [paid, held, asked, taken]) {
      expect(await canceled(id)).toMatchObject({ by: 'provider' });
    }
    expect(await bench.refundDue(paid.paymentId)).toMatchObject({ amount: PRICE });
    expect(await bench.refundDue(seatPayment)).toMatchObject({ amount: PRICE });
    await eventually(async () =>
      expect(await toCome()).toEqual({
        ...{ lessons: 0, paid: 0, learners: 0, groups: 0, refunds: [] },
      }),
    );
    expect(await bench.get(paid.id, learner)).toMatchObject({
      cancellation: { by: 'provider' },
    });
  });

  it('calls a series off with one message, and gives back what was paid of it', async () => {
    const series = await bookSeries(bench, learner, { providerId });
    const ids = series.lessons.map(({ id }) => id);
    const payment = await bench.paymentSucceeds(ids[1]!);
    await bench.becomes(ids[1]!, learner, 'confirmed');
    await unpublish();
    const events = await Promise.all(ids.map(canceled));
    expect(events.map(({ withSeries, others }) => withSeries ?? others)).toEqual([
      ...[true, ids.length - 1, true, true],
    ]);
    expect(await bench.refundDue(payment)).toMatchObject({ amount: PRICE });
  });

  it('counts a lesson once for which a dearer time is held, and calls both off', async () => {
    bench.policy = MODERATE;
    const { id, paymentId } = await bench.confirmed(learner, { providerId, startsAt: inHours(60) });
    bench.price = { ...PRICE, amount: PRICE.amount + 2_000 };
    const moved = { id, startsAt: inHours(84) };
    const asked = { as: learner, key: newId() };
    const { heldMove } = await bench.service.call(bookingRpc.reschedule, moved, asked);
    bench.price = PRICE;
    expect(await toCome()).toEqual({
      ...{ lessons: 1, paid: 1, learners: 1, groups: 0, refunds: [PRICE] },
    });
    await unpublish();
    for (const each of [id, heldMove!.bookingId]) await canceled(each);
    expect(await bench.refundDue(paymentId)).toMatchObject({ amount: PRICE });
  });

  it('keeps the lesson that is going on, and those of before', async () => {
    const now = await bench.confirmed(learner, { providerId });
    await bench.shift(now.id, 48.2);
    const next = await bench.confirmed(learner, { providerId, startsAt: inHours(70) });
    await unpublish();
    await bench.becomes(next.id, learner, 'canceled');
    expect((await bench.get(now.id, learner)).state).toBe('confirmed');
  });

  it('cannot be booked, nor paid late for a hold that ended, until published again', async () => {
    const booking = await bench.book(learner, { providerId });
    await bench.service.sql.query(`UPDATE booking SET hold_expires_at = now() WHERE id = $1`, [
      booking.id,
    ]);
    await bench.becomes(booking.id, learner, 'expired');
    await handled(unpublish());
    const other = await testActor('student');
    await expect(bench.book(other, { providerId })).rejects.toMatchObject(notOffered);
    await expect(bookSeries(bench, other, { providerId })).rejects.toMatchObject(notOffered);
    const payment = await bench.paymentSucceeds(booking.id);
    expect(await bench.refundDue(payment)).toMatchObject({ reason: 'slot_gone' });
    await handled(publish());
    await bench.confirmed(other, { providerId });
  });

  it('who is published again when the event comes late loses what was there, and no more', async () => {
    const before = await bench.confirmed(learner, { providerId });
    const left = new Date();
    await handled(publish(9));
    await eventually(() => expect(Date.now()).toBeGreaterThan(left.getTime() + 5));
    const since = await bench.confirmed(learner, { providerId, startsAt: inHours(60) });
    await handled(unpublish(8, left));
    await bench.becomes(before.id, learner, 'canceled');
    expect((await bench.get(since.id, learner)).state).toBe('confirmed');
    await bench.confirmed(learner, { providerId, startsAt: inHours(70) });
  });
});

describe('a provider who pauses', () => {
  it('is not booked any more, and keeps the lessons that are booked', async () => {
    bench.policy = MODERATE;
    const paid = await bench.confirmed(learner, { providerId });
    const held = await bench.book(learner, { providerId, startsAt: inHours(60) });
    const group = await offer(inHours(72));
    await handled(pause());
    const other = await testActor('student');
    await expect(bench.book(other, { providerId, startsAt: inHours(80) })).rejects.toMatchObject(
      notOffered,
    );
    await expect(seat(group.id, other)).rejects.toMatchObject(notOffered);
    const offered = await bench.service.call(bookingRpc.listGroups, { providerId });
    expect(offered.items).toEqual([]);
    await bench.paymentSucceeds(held.id);
    await bench.becomes(held.id, learner, 'confirmed');
    expect((await bench.get(paid.id, learner)).state).toBe('confirmed');
    expect(await toCome()).toMatchObject({ lessons: 2, groups: 1 });

    await unpublish();
    for (const { id } of [paid, held]) await bench.becomes(id, learner, 'canceled');
  });
});

describe('what is booked while a profile is unpublished', () => {
  const standing = async () => {
    const { rows } = await bench.service.sql.query<{ id: string }>(
      `SELECT id FROM booking WHERE provider_id = $1
       AND state IN ('requested', 'proposed', 'pending', 'confirmed')
       UNION ALL SELECT id FROM group_lesson WHERE provider_id = $1 AND state = 'open'`,
      [providerId],
    );
    return rows;
  };

  it('is refused, or called off', async () => {
    const learners = await Promise.all(Array.from({ length: 12 }, () => testActor('student')));
    const calls = learners.map((as, n) =>
      bench.book(as, { providerId, startsAt: inHours(48 + 2 * n) }).then(
        () => 'booked',
        ({ code }: { code: string }) => code,
      ),
    );
    const [outcomes] = await Promise.all([Promise.all(calls), offer(inHours(96)), unpublish()]);
    expect(outcomes.filter((one) => one !== 'booked' && one !== notOffered.code)).toEqual([]);
    await eventually(async () => expect(await standing()).toEqual([]), LAST_LOOK_MS);
    await expect(bench.book(learners[0]!, { providerId })).rejects.toMatchObject(notOffered);
  });

  it('is called off also when it commits after the others were', async () => {
    const seen = await bench.book(learner, { providerId });
    const client = await bench.service.sql.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
           busy_from, busy_until, price_amount, price_currency, zone, policy, hold_number,
           hold_expires_at)
         SELECT gen_random_uuid(), gen_random_uuid(), $1, 'pending', 'online', at, at + span, at,
           at + span, 5000, 'XOF', 'UTC', '{}', 1, now() + interval '15 minutes'
         FROM (SELECT now() + interval '90 hours' AS at, interval '1 hour' AS span) AS time`,
        [providerId],
      );
      await unpublish();
      await canceled(seen.id);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    expect(await standing()).toHaveLength(1);
    await eventually(async () => expect(await standing()).toEqual([]), LAST_LOOK_MS);
  });
});
