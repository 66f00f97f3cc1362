import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, PRICE } from '../booking/booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
let support: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  support = await testActor('support', { steppedUpSecondsAgo: 0 });
});
beforeEach(async () => {
  learner = await testActor('student');
});
afterAll(() => bench.stop());

const REASON = 'The classrooms were down.';
const read = (id: string, as = support) => bench.service.call(bookingRpc.staffGet, { id }, { as });
const waive = (id: string, { as = support, key = newId() } = {}) =>
  bench.service.call(bookingRpc.waive, { id, reason: REASON }, { as, key });

it('gives everything back although the policy gives nothing, once, and writes down who did it', async () => {
  const booking = await bench.confirmed(learner, { startsAt: inHours(1) });
  const { id, paymentId } = booking;
  expect(await read(id)).toMatchObject({ left: PRICE, booking: { state: 'confirmed' } });
  const key = newId();
  const waived = await waive(id, { key });
  expect(waived).toMatchObject({
    booking: { state: 'canceled', cancellation: { by: 'platform', reason: null } },
    left: { amount: 0 },
    outcome: { stage: 'closed' },
  });
  expect(waived.history.at(-1)).toMatchObject({
    ...{ from: 'confirmed', to: 'canceled', actor: `support:${support.userId}`, reason: REASON },
  });
  expect(await waive(id, { key })).toEqual(waived);
  expect(await bench.refundDue(paymentId)).toMatchObject({ amount: PRICE, reason: 'canceled' });
  const of = (event: 'refundDue' | 'canceled') =>
    bench.service.events.of(bookingEvents[event]).filter(({ bookingId }) => bookingId === id);
  await eventually(() => expect(of('canceled')).toMatchObject([{ by: 'platform', wasPaid: true }]));
  expect(of('refundDue')).toHaveLength(1);
  const { rows } = await bench.service.sql.query(
    `SELECT action, details FROM audit_log WHERE subject_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ action: 'booking.waived', details: { refund: PRICE.amount } }]);
  await expect(waive(id)).rejects.toMatchObject({ code: bookingErrors.illegalTransition.code });
});

it('gives back what is left where a part went back before', async () => {
  const { id, paymentId } = await bench.confirmed(learner);
  await bench.refunded(id, paymentId, 1_000);
  await waive(id);
  expect(await bench.refundDue(paymentId)).toMatchObject({ amount: { amount: 4_000 } });
});

it('calls off what is not paid without a refund', async () => {
  const { id } = await bench.book(learner);
  expect(await waive(id)).toMatchObject({ booking: { state: 'canceled' }, left: { amount: 0 } });
});

it('is for support, shortly after its passkey', async () => {
  const { id } = await bench.book(learner);
  for (const as of [learner, await testActor('tutor'), await testActor('trust')]) {
    await expect(read(id, as)).rejects.toMatchObject({ status: 403 });
    await expect(waive(id, { as })).rejects.toMatchObject({ status: 403 });
  }
  const stale = await testActor('support', { steppedUpSecondsAgo: 3_000 });
  await expect(waive(id, { as: stale })).rejects.toMatchObject({ status: 403 });
  await expect(read(newId())).rejects.toMatchObject({ code: bookingErrors.notFound.code });
});
