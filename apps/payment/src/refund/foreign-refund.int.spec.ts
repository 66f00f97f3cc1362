import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

/** Money that a person sends back in the psp's dashboard. */
let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

type Paid = Awaited<ReturnType<PaymentBench['paid']>>;

const sendBack = ({ ref }: Paid, amount: number) =>
  bench.stripe.post('/v1/refunds', { payment_intent: ref, amount: String(amount) });
const due = ({ booking, payment }: Paid, amount: number) =>
  bench.service.publish(bookingEvents.refundDue, {
    refundRequestId: newId(),
    bookingId: booking.bookingId,
    paymentId: payment.id,
    amount: franc(amount),
    reason: 'canceled',
  });
const refunded = ({ payment }: Paid) =>
  bench.service.events.of(paymentEvents.refunded).filter((e) => e.paymentId === payment.id);
const hasRefunded = (paid: Paid, times: number) =>
  eventually(() => expect(refunded(paid)).toHaveLength(times));
const loseWebhooks = () => bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });

it('is in the books once, however often it is reported, and is announced', async () => {
  bench.stripe.faults.change({ webhooks: { duplicate: { probability: 1, copies: 3 } } });
  const paid = await bench.paid();
  await sendBack(paid, 1_000);
  await hasRefunded(paid, 1);
  expect(refunded(paid)).toMatchObject([{ amount: franc(1_000), total: false, foreign: true }]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(refunded(paid)).toHaveLength(1);
  expect((await bench.get(paid.payment.id)).refunded).toEqual(franc(1_000));
  expect(await bench.balance(paid.payment.id, 'learner')).toBe(-4_000);
  expect(await bench.balance(paid.payment.id, 'psp_clearing')).toBe(4_000);
  expect(await bench.cases(paid.payment.id)).toEqual(['foreign_refund']);
});

it('limits what goes back afterwards to what is left', async () => {
  const paid = await bench.paid();
  await sendBack(paid, 1_000);
  await hasRefunded(paid, 1);
  await due(paid, 5_000);
  await hasRefunded(paid, 2);
  expect(refunded(paid)[1]).toMatchObject({ amount: franc(4_000), total: true, foreign: false });
  expect(await bench.balance(paid.payment.id, 'learner')).toBe(0);
  expect(await bench.cases(paid.payment.id)).toEqual(['foreign_refund', 'refund_short']);
});

it('is found without its webhook before more is sent back', async () => {
  const paid = await bench.paid();
  loseWebhooks();
  await sendBack(paid, 3_000);
  await due(paid, 5_000);
  await hasRefunded(paid, 2);
  const back = await bench.stripe.moved('refund', paid.ref);
  expect(back.map(({ amount }) => amount)).toEqual([3_000, 2_000]);
  expect((await bench.get(paid.payment.id)).refunded).toEqual(franc(5_000));
});

it('of the whole amount leaves nothing to refund, and ends the booking', async () => {
  const paid = await bench.paid();
  await sendBack(paid, 5_000);
  await hasRefunded(paid, 1);
  expect(refunded(paid)).toMatchObject([{ total: true, foreign: true }]);
  await due(paid, 5_000);
  await eventually(async () =>
    expect(await bench.cases(paid.payment.id)).toEqual(['foreign_refund', 'refund_short']),
  );
  expect(await bench.stripe.moved('refund', paid.ref)).toHaveLength(1);
});

it('is at the platform’s cost once the provider has earned the money', async () => {
  const paid = await bench.paid();
  const { bookingId, learnerId, providerId } = paid.booking;
  await bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId: paid.payment.id },
    amount: franc(5_000),
    at: new Date().toISOString(),
  });
  const balance = (account: string) => bench.balance(paid.payment.id, account);
  await eventually(async () => expect(await balance('provider_payable')).toBe(-4_250));
  await sendBack(paid, 1_000);
  await hasRefunded(paid, 1);
  expect(await balance('learner')).toBe(0);
  expect(await balance('refunds')).toBe(1_000);
  expect(await balance('psp_clearing')).toBe(4_000);
});
