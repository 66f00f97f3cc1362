import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type RpcArgs } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, type Series } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, outcomes, PRICE } from '../booking/booking.harness.ts';
import { bookSeries } from './series.harness.ts';

let bench: BookingBench;
let learner: TestActor;
let tutor: TestActor;
let series: Series;
beforeAll(async () => {
  bench = await BookingBench.start();
});
beforeEach(async () => {
  bench.service.clock.reset();
  [learner, tutor] = [await testActor('student'), await testActor('tutor')];
  // The first two within a day, where half of the price is kept.
  const starts = [12, 20, 72, 96, 120].map(inHours);
  series = await bookSeries(bench, learner, { providerId: tutor.userId, starts });
});
afterAll(() => bench.stop());

type Cancel = Omit<RpcArgs<typeof bookingRpc.cancelSeries>, 'seriesId'>;
const lesson = (index: number) => series.lessons[index]!.id;
const cancel = (input: Cancel, as = learner, key = newId()) =>
  bench.service.call(bookingRpc.cancelSeries, { seriesId: series.id, ...input }, { as, key });
const preview = ({ scope, bookingId }: Cancel, as = learner) =>
  bench.service.call(
    bookingRpc.previewSeriesCancellation,
    { seriesId: series.id, scope, ...(bookingId && { bookingId }) },
    { as },
  );
const statesOf = ({ lessons }: Series) => lessons.map(({ state }) => state);

async function pay(...indices: number[]): Promise<string[]> {
  return Promise.all(
    indices.map(async (index) => {
      const payment = await bench.paymentSucceeds(lesson(index));
      await bench.becomes(lesson(index), learner, 'confirmed');
      return payment;
    }),
  );
}

describe('cancelling a lesson and all later ones', () => {
  it('gives back what the policy says of each, as the preview said', async () => {
    const payments = await pay(0, 1, 2);
    const wanted = { scope: 'following', bookingId: lesson(1) } as const;
    const before = await preview(wanted);
    expect(before.refund).toEqual({ ...PRICE, amount: PRICE.amount * 1.5 });
    expect(before.lessons.map(({ refundPct, wasPaid }) => [refundPct, wasPaid])).toEqual([
      [50, true],
      [100, true],
      ...[3, 4].map(() => [100, false]),
    ]);
    const after = await cancel({ ...wanted, reason: 'We move away.' });
    expect(statesOf(after)).toEqual(['confirmed', 'canceled', 'canceled', 'canceled', 'canceled']);
    expect(await bench.refundDue(payments[1]!)).toMatchObject({ amount: { amount: 2_500 } });
    expect(await bench.refundDue(payments[2]!)).toMatchObject({ amount: { amount: 5_000 } });
    expect(await bench.get(lesson(3), tutor)).toMatchObject({
      cancellation: { by: 'learner', reason: 'We move away.' },
    });
  });

  it('is announced lesson by lesson, and one of them speaks for all', async () => {
    await pay(0, 3);
    await cancel({ scope: 'following', bookingId: lesson(2) });
    const events = await Promise.all(
      [2, 3, 4].map((index) =>
        bench.service.events.next(bookingEvents.canceled, (e) => e.bookingId === lesson(index)),
      ),
    );
    expect(events.map(({ others, withSeries }) => [others, withSeries])).toEqual([
      [undefined, true],
      [2, undefined],
      [undefined, true],
    ]);
    const about = (index: number) => {
      const { startsAt, endsAt, version } = series.lessons[index]!;
      const bookingId = lesson(index);
      return { bookingId, startsAt, endsAt, version: version + 1, isPaid: false };
    };
    expect(events[1]!.series).toEqual([about(2), about(4)]);
  });

  it('by the provider gives everything back', async () => {
    await pay(0, 1);
    const before = await preview({ scope: 'all' }, tutor);
    expect(before.refund.amount).toBe(2 * PRICE.amount);
    expect(new Set(statesOf(await cancel({ scope: 'all' }, tutor)))).toEqual(new Set(['canceled']));
  });
});

describe('what is chosen', () => {
  it('is one lesson, and the series goes on', async () => {
    await pay(0);
    const after = await cancel({ scope: 'one', bookingId: lesson(2) });
    expect(statesOf(after)).toEqual(['confirmed', 'pending', 'canceled', 'pending', 'pending']);
  });

  it('is all of a series of which nothing is paid when it is the first', async () => {
    const first = { scope: 'one', bookingId: lesson(0) } as const;
    expect((await preview(first)).lessons).toHaveLength(5);
    expect(new Set(statesOf(await cancel(first)))).toEqual(new Set(['canceled']));
  });

  it('is what is left: not what is over or called off', async () => {
    await pay(0);
    await cancel({ scope: 'one', bookingId: lesson(4) });
    bench.service.clock.set(inHours(14));
    expect((await preview({ scope: 'all' })).lessons.map(({ bookingId }) => bookingId)).toEqual(
      [1, 2, 3].map(lesson),
    );
    await cancel({ scope: 'all' });
    await expect(cancel({ scope: 'all' })).rejects.toMatchObject({
      code: bookingErrors.seriesOver.code,
    });
  });

  it('is of this series', async () => {
    const other = await bench.book(learner, { startsAt: inHours(200) });
    for (const bookingId of [other.id, newId()]) {
      await expect(cancel({ scope: 'following', bookingId })).rejects.toMatchObject({
        code: bookingErrors.notFound.code,
      });
    }
    await expect(cancel({ scope: 'following' })).rejects.toMatchObject({ status: 400 });
  });
});

it('is refused to others', async () => {
  for (const other of [await testActor('student'), await testActor('tutor')]) {
    const refused = { code: bookingErrors.seriesNotFound.code };
    await expect(cancel({ scope: 'all' }, other)).rejects.toMatchObject(refused);
    await expect(preview({ scope: 'all' }, other)).rejects.toMatchObject(refused);
  }
});

it('happens once with one key, and lets one of two that meet win', async () => {
  await pay(0);
  const key = newId();
  const once = await cancel({ scope: 'all' }, learner, key);
  expect(await cancel({ scope: 'all' }, learner, key)).toEqual(once);
  series = await bookSeries(bench, learner, { starts: [150, 170, 190].map(inHours) });
  await pay(0, 1);
  const calls = Array.from({ length: 4 }, () => cancel({ scope: 'all' }));
  expect(await outcomes(calls)).toMatchObject({
    succeeded: 1,
    codes: [bookingErrors.seriesOver.code],
  });
});

describe('52 lessons', () => {
  beforeEach(async () => {
    series = await bookSeries(bench, learner, { starts: [inHours(144)], times: 52 });
  });

  it('that are paid are called off in one transaction, and all of them are given back', async () => {
    const { price } = series.lessons[0]!;
    const parts = series.lessons.map(({ id: bookingId }) => ({ bookingId, amount: price }));
    const paymentId = newId();
    await bench.service.publish(paymentEvents.succeeded, {
      ...{ paymentId, bookingId: lesson(0), parts, psp: 'stripe' },
      ...{ amount: { ...price, amount: 52 * price.amount }, at: new Date().toISOString() },
    });
    await bench.becomes(lesson(51), learner, 'confirmed');
    const began = performance.now();
    const after = await cancel({ scope: 'all' });
    console.log(`52 lessons called off in ${Math.round(performance.now() - began)} ms`);
    expect(new Set(statesOf(after))).toEqual(new Set(['canceled']));
    await eventually(() => {
      const due = bench.service.events.of(bookingEvents.refundDue);
      const ours = due.filter((e) => e.paymentId === paymentId);
      expect(new Set(ours.map(({ bookingId }) => bookingId)).size).toBe(52);
      expect(ours).toHaveLength(52);
    });
    const { rows } = await bench.service.sql.query<Record<string, number>>(
      `SELECT count(DISTINCT booking.xmin::text)::int AS moments,
         count(*) FILTER (WHERE process.state = 'closed')::int AS closed
       FROM booking JOIN process ON subject_id = booking.id WHERE series_id = $1`,
      [series.id],
    );
    expect(rows).toEqual([{ moments: 1, closed: 52 }]);
  });

  it('of which nothing is paid end together', async () => {
    const began = performance.now();
    await bench.service.sql.query(
      `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`,
      [lesson(0)],
    );
    await eventually(() => {
      const ended = bench.service.events.of(bookingEvents.expired);
      const known = new Set(series.lessons.map(({ id }) => id));
      expect(ended.filter(({ bookingId }) => known.has(bookingId))).toHaveLength(52);
    });
    console.log(`52 holds ended in ${Math.round(performance.now() - began)} ms`);
  });
});
