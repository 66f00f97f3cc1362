import { newId, type EventData } from '@edu/contract-kit';
import { bookingEvents, bookingRpc, type Series } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BookingBench, inHours } from '../booking/booking.harness.ts';
import { bookSeries } from './series.harness.ts';

/** A series that is paid at once. */
let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
afterAll(() => bench.stop());

type Confirmed = EventData<typeof bookingEvents.confirmed>;

/** The payment service says that these lessons were paid with one payment. @returns it */
async function paysAtOnce(lessons: Series['lessons'], paymentId = newId()): Promise<string> {
  const parts = lessons.map(({ id: bookingId, price: amount }) => ({ bookingId, amount }));
  const [{ bookingId, amount: price }] = parts as [(typeof parts)[number]];
  await bench.service.publish(paymentEvents.succeeded, {
    ...{ paymentId, bookingId, parts },
    amount: { ...price, amount: price.amount * parts.length },
    ...{ psp: 'stripe', at: new Date().toISOString() },
  });
  return paymentId;
}

async function statesOf({ id: seriesId }: Series, as: TestActor) {
  const { lessons } = await bench.service.call(bookingRpc.getSeries, { seriesId }, { as });
  return lessons.map(({ state }) => state);
}

const confirmedBy = (paymentId: string): Confirmed[] =>
  bench.service.events.of(bookingEvents.confirmed).filter((e) => e.paymentId === paymentId);
const sentBack = (paymentId: string) =>
  bench.service.events.of(bookingEvents.refundDue).filter((e) => e.paymentId === paymentId);

describe('a series that is paid at once', () => {
  it('stands with all its lessons, for which one of them speaks, however often that is said', async () => {
    const learner = await testActor('student');
    const series = await bookSeries(bench, learner, { times: 4 });
    const paymentId = await paysAtOnce(series.lessons);
    await paysAtOnce(series.lessons, paymentId);
    await eventually(() => expect(confirmedBy(paymentId)).toHaveLength(4));
    expect(await statesOf(series, learner)).toEqual(Array(4).fill('confirmed'));
    const [first, ...later] = series.lessons;
    const speaking = confirmedBy(paymentId).filter(({ withSeries }) => !withSeries);
    expect(speaking).toMatchObject([
      {
        bookingId: first!.id,
        price: first!.price,
        total: { ...first!.price, amount: 4 * first!.price.amount },
        others: later.map(({ id: bookingId, startsAt }) => ({
          ...{ bookingId, startsAt, version: 2, isPaid: true },
        })),
      },
    ]);
    // Handled again by now, if it were.
    const after = await bench.book(await testActor('student'));
    await bench.paymentSucceeds(after.id);
    await bench.service.events.next(bookingEvents.confirmed, (e) => e.bookingId === after.id);
    expect(confirmedBy(paymentId)).toHaveLength(4);
    expect(sentBack(paymentId)).toEqual([]);
  });

  it('gives back the part of a lesson that was called off before, and keeps the others', async () => {
    const learner = await testActor('student');
    const series = await bookSeries(bench, learner, { times: 3 });
    const gone = series.lessons[1]!;
    await bench.cancel(gone.id, learner);
    const paymentId = await paysAtOnce(series.lessons);
    expect(await bench.refundDue(paymentId)).toMatchObject({
      ...{ bookingId: gone.id, amount: gone.price, reason: 'slot_gone' },
    });
    expect(await statesOf(series, learner)).toEqual(['confirmed', 'canceled', 'confirmed']);
    expect(sentBack(paymentId)).toHaveLength(1);
  });

  it('lets another lesson speak where the first one does not stand', async () => {
    const learner = await testActor('student');
    const series = await bookSeries(bench, learner, { times: 3 });
    const alone = await bench.paymentSucceeds(series.lessons[0]!.id);
    await bench.becomes(series.lessons[0]!.id, learner, 'confirmed');
    const paymentId = await paysAtOnce(series.lessons);
    await eventually(() => expect(confirmedBy(paymentId)).toHaveLength(2));
    const [, second, third] = series.lessons;
    expect(confirmedBy(paymentId).filter(({ withSeries }) => !withSeries)).toMatchObject([
      { bookingId: second!.id, others: [{ bookingId: third!.id }] },
    ]);
    expect(sentBack(paymentId)).toMatchObject([
      { bookingId: series.lessons[0]!.id, reason: 'already_paid' },
    ]);
    expect(sentBack(alone)).toEqual([]);
  });

  it('confirms late what is still free, and gives the rest back', async () => {
    const learner = await testActor('student');
    const series = await bookSeries(bench, learner, { times: 3 });
    const [first, second] = series.lessons;
    await bench.service.sql.query(
      `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`,
      [first!.id],
    );
    await eventually(async () =>
      expect(await statesOf(series, learner)).toEqual(['expired', 'expired', 'expired']),
    );
    const rival = await testActor('student');
    const { providerId } = series;
    await bench.confirmed(rival, { providerId, startsAt: second!.startsAt });
    const paymentId = await paysAtOnce(series.lessons);
    expect(await bench.refundDue(paymentId)).toMatchObject({
      ...{ bookingId: second!.id, amount: second!.price, reason: 'slot_gone' },
    });
    expect(await statesOf(series, learner)).toEqual(['confirmed', 'expired', 'confirmed']);
  });

  it('gives back each lesson by its own policy once it stands', async () => {
    const learner = await testActor('student');
    const series = await bookSeries(bench, learner, { times: 3 });
    const paymentId = await paysAtOnce(series.lessons);
    await eventually(() => expect(confirmedBy(paymentId)).toHaveLength(3));
    await bench.cancel(series.lessons[2]!.id, learner);
    expect(await bench.refundDue(paymentId)).toMatchObject({
      ...{ bookingId: series.lessons[2]!.id, reason: 'canceled' },
    });
    await bench.refunded(series.lessons[2]!.id, paymentId, series.lessons[2]!.price.amount);
    expect(await statesOf(series, learner)).toEqual(['confirmed', 'confirmed', 'refunded']);
  });
});

it('a lesson that is called off while the money comes gives back its part once, and no other', async () => {
  const rounds = 25;
  for (let round = 0; round < rounds; round++) {
    const learner = await testActor('student');
    const series = await bookSeries(bench, learner, { times: 4 });
    const gone = series.lessons[1 + (round % 3)]!;
    const paymentId = newId();
    await Promise.all([
      paysAtOnce(series.lessons, paymentId),
      // Before the money, in the middle of it, and after it.
      new Promise((resolve) => setTimeout(resolve, round)).then(() =>
        bench.cancel(gone.id, learner),
      ),
    ]);
    await eventually(() => expect(sentBack(paymentId)).toHaveLength(1));
    expect(sentBack(paymentId)).toMatchObject([{ bookingId: gone.id, amount: gone.price }]);
    await eventually(async () =>
      expect(await statesOf(series, learner)).toEqual(
        series.lessons.map(({ id }) => (id === gone.id ? 'canceled' : 'confirmed')),
      ),
    );
    expect(confirmedBy(paymentId).filter(({ withSeries }) => !withSeries)).toHaveLength(1);
  }
}, 120_000);

it('of 52 lessons is confirmed in one transaction, but for those that cannot be', async () => {
  const learner = await testActor('student');
  const series = await bookSeries(bench, learner, { times: 52, starts: [inHours(72)] });
  const gone = series.lessons[20]!;
  await bench.cancel(gone.id, learner);
  const began = performance.now();
  const paymentId = await paysAtOnce(series.lessons);
  await eventually(() => expect(confirmedBy(paymentId)).toHaveLength(51));
  console.log(`51 of 52 lessons confirmed in ${Math.round(performance.now() - began)} ms`);
  const { rows } = await bench.service.sql.query<{
    moments: number;
    begun: number;
    written: number;
  }>(
    `SELECT count(DISTINCT booking.xmin::text)::int AS moments, count(process.id)::int AS begun,
       (SELECT count(*)::int FROM booking_transition WHERE to_state = 'confirmed'
         AND booking_id IN (SELECT id FROM booking WHERE series_id = $1)) AS written
     FROM booking LEFT JOIN process ON subject_id = booking.id
     WHERE series_id = $1 AND booking.state = 'confirmed'`,
    [series.id],
  );
  expect(rows).toEqual([{ moments: 1, begun: 51, written: 51 }]);
  expect(sentBack(paymentId)).toMatchObject([{ bookingId: gone.id, amount: gone.price }]);
});
