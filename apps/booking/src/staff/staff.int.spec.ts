import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, PRICE } from '../booking/booking.harness.ts';
import type { LossBearer } from './waiver.domain.ts';

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
interface Way {
  readonly as?: TestActor;
  readonly key?: string;
  readonly bornBy?: LossBearer;
}
const waive = (id: string, { as = support, key = newId(), bornBy }: Way = {}) =>
  bench.service.call(
    bookingRpc.waive,
    { id, reason: REASON, ...(bornBy && { bornBy }) },
    { as, key },
  );
const preview = (id: string, bornBy?: LossBearer, as = support) =>
  bench.service.call(bookingRpc.waiverPreview, { id, ...(bornBy && { bornBy }) }, { as });
const franc = (amount: number) => ({ ...PRICE, amount });
const payableOf = (id: string) =>
  bench.service.events.of(bookingEvents.payable).filter(({ bookingId }) => bookingId === id);

const canceledOf = (id: string) =>
  bench.service.events.of(bookingEvents.canceled).filter(({ bookingId }) => bookingId === id);

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
  const details = { bornBy: 'provider', refund: PRICE.amount, compensation: 0 };
  expect(rows).toEqual([{ action: 'booking.waived', details }]);
  expect(payableOf(id)).toEqual([]);
  expect(canceledOf(id)[0]).not.toHaveProperty('compensated');
  await expect(waive(id)).rejects.toMatchObject({ code: bookingErrors.illegalTransition.code });
});

it('gives back what is left where a part went back before', async () => {
  const { id, paymentId } = await bench.confirmed(learner);
  await bench.refunded(id, paymentId, 1_000);
  await waive(id);
  expect(await bench.refundDue(paymentId)).toMatchObject({ amount: { amount: 4_000 } });
});

it('says before where the money goes, by who bears the loss, and changes nothing by that', async () => {
  const { id, paymentId } = await bench.confirmed(learner, { startsAt: inHours(1) });
  const nobody = { refund: PRICE, kept: franc(0), compensation: franc(0) };
  expect(await preview(id)).toEqual(nobody);
  expect(await preview(id, 'provider')).toEqual(nobody);
  expect(await preview(id, 'platform')).toEqual({ ...nobody, compensation: PRICE });
  await bench.refunded(id, paymentId, 1_000);
  const left = { refund: franc(4_000), kept: franc(0), compensation: franc(4_000) };
  expect(await preview(id, 'platform')).toEqual(left);
  expect(await read(id)).toMatchObject({ booking: { state: 'confirmed' } });
});

it('pays the provider at the platform’s cost what the lesson would have earned, as it said before, once', async () => {
  const booking = await bench.confirmed(learner, { startsAt: inHours(1) });
  const { id, paymentId, providerId } = booking;
  await bench.refunded(id, paymentId, 1_000);
  const { refund, compensation } = await preview(id, 'platform');
  const key = newId();
  const waived = await waive(id, { key, bornBy: 'platform' });
  expect(await waive(id, { key, bornBy: 'platform' })).toEqual(waived);
  expect(await bench.refundDue(paymentId)).toMatchObject({ amount: refund, reason: 'canceled' });
  await eventually(() =>
    expect(payableOf(id)).toMatchObject([
      { providerId, paymentId, amount: compensation, atCostOf: 'platform' },
    ]),
  );
  expect(canceledOf(id)).toMatchObject([{ by: 'platform', compensated: true }]);
  const { rows } = await bench.service.sql.query(
    `SELECT details FROM audit_log WHERE subject_id = $1`,
    [id],
  );
  const details = { bornBy: 'platform', refund: 4_000, compensation: 4_000 };
  expect(rows).toEqual([{ details }]);
  const twice = { code: bookingErrors.illegalTransition.code };
  await expect(waive(id, { bornBy: 'platform' })).rejects.toMatchObject(twice);
  await expect(preview(id)).rejects.toMatchObject(twice);
});

it('pays nobody by what is not paid', async () => {
  const { id } = await bench.book(learner);
  expect(await preview(id, 'platform')).toMatchObject({ refund: franc(0), compensation: franc(0) });
  expect(await waive(id, { bornBy: 'platform' })).toMatchObject({ booking: { state: 'canceled' } });
  await eventually(() => expect(canceledOf(id)).toHaveLength(1));
  expect(canceledOf(id)[0]).not.toHaveProperty('compensated');
  const { rows } = await bench.service.sql.query(
    `SELECT FROM outbox WHERE subject LIKE '%payable%' AND aggregate_id = $1`,
    [id],
  );
  expect(rows).toEqual([]);
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
    await expect(preview(id, 'platform', as)).rejects.toMatchObject({ status: 403 });
  }
  const stale = await testActor('support', { steppedUpSecondsAgo: 3_000 });
  await expect(waive(id, { as: stale })).rejects.toMatchObject({ status: 403 });
  const missing = { code: bookingErrors.notFound.code };
  await expect(read(newId())).rejects.toMatchObject(missing);
  await expect(preview(newId())).rejects.toMatchObject(missing);
});
