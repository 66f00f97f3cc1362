import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PaymentDb } from '../payment.db.ts';
import { franc, PaymentBench } from '../payment.harness.ts';
import { PspRefused } from '../psp/psp.ts';
import { RefundUpdater } from './refund.updater.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

type Paid = Awaited<ReturnType<PaymentBench['paid']>>;
const due = (
  { booking, payment }: Paid,
  amount = 5_000,
  refundRequestId: string = newId(),
  id?: string,
) =>
  bench.service.publish(
    bookingEvents.refundDue,
    {
      refundRequestId,
      bookingId: booking.bookingId,
      paymentId: payment.id,
      amount: franc(amount),
      reason: 'canceled',
    },
    id,
  );
const refunds = ({ payment }: Paid) =>
  bench.rows('SELECT * FROM refund WHERE payment_id = $1 ORDER BY created_at', payment.id);
const refunded = ({ payment }: Paid) =>
  bench.service.events.of(paymentEvents.refunded).filter((e) => e.paymentId === payment.id);
const hasRefunded = (paid: Paid, times = 1) =>
  eventually(() => expect(refunded(paid)).toHaveLength(times));
const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

it('sends the money back and says so', async () => {
  const paid = await bench.paid();
  await due(paid);
  await hasRefunded(paid);
  expect(refunded(paid)).toMatchObject([
    { bookingId: paid.booking.bookingId, amount: franc(5_000), total: true },
  ]);
  expect(await bench.get(paid.payment.id)).toMatchObject({
    status: 'succeeded',
    refunded: franc(5_000),
  });
  expect(await bench.balance(paid.payment.id, 'learner')).toBe(0);
  expect(await bench.balance(paid.payment.id, 'psp_clearing')).toBe(0);
});

it('refunds once, however often the event and the webhook arrive', async () => {
  bench.stripe.faults.change({ webhooks: { duplicate: { probability: 1, copies: 3 } } });
  const paid = await bench.paid();
  const [request, message] = [newId(), newId()];
  await Promise.all([due(paid, 2_000, request, message), due(paid, 2_000, request, message)]);
  await Promise.all([due(paid, 2_000, request), due(paid, 2_000, request)]);
  await hasRefunded(paid);
  await settle();
  expect(refunded(paid)).toHaveLength(1);
  expect(await refunds(paid)).toHaveLength(1);
  expect(await bench.stripe.moved('refund', paid.ref)).toMatchObject([{ amount: 2_000 }]);
});

it('makes two refunds of two requests, also for one reason and of one amount', async () => {
  const paid = await bench.paid();
  await Promise.all([due(paid, 1_000), due(paid, 1_000)]);
  await hasRefunded(paid, 2);
  expect(await bench.stripe.moved('refund', paid.ref)).toHaveLength(2);
  expect((await bench.get(paid.payment.id)).refunded).toEqual(franc(2_000));
});

it('gives back a part, then the rest, and never more than was paid', async () => {
  const paid = await bench.paid();
  await due(paid, 2_000);
  await hasRefunded(paid);
  await due(paid, 4_000);
  await hasRefunded(paid, 2);
  expect(refunded(paid)).toMatchObject([
    { amount: franc(2_000), total: false },
    { amount: franc(3_000), total: true },
  ]);
  await due(paid);
  await eventually(async () =>
    expect(await bench.cases(paid.payment.id)).toEqual(['refund_short', 'refund_short']),
  );
  await settle();
  expect(await refunds(paid)).toHaveLength(2);
  const back = await bench.stripe.moved('refund', paid.ref);
  expect(back.reduce((sum, entry) => sum + entry.amount, 0)).toBe(5_000);
});

it('finds a refund whose answer was lost, instead of making another', async () => {
  const paid = await bench.paid();
  bench.stripe.answerLate();
  await due(paid);
  await eventually(async () => expect(await refunds(paid)).toMatchObject([{ status: 'unknown' }]));
  bench.stripe.heal();
  await hasRefunded(paid);
  expect(await bench.stripe.moved('refund', paid.ref)).toHaveLength(1);
});

it('refunds once after an error that the psp stored under the idempotency key', async () => {
  const paid = await bench.paid();
  bench.stripe.breakDown();
  await due(paid);
  await hasRefunded(paid);
  expect(await bench.stripe.moved('refund', paid.ref)).toHaveLength(1);
  expect(await refunds(paid)).toMatchObject([{ psp_attempt: 1, status: 'succeeded' }]);
});

it('sends a part back once, though an order is still under way and the psp wants no more calls', async () => {
  const paid = await bench.paid();
  bench.stripe.answerLate();
  await due(paid, 2_000);
  await eventually(async () => expect(await refunds(paid)).toMatchObject([{ status: 'unknown' }]));
  const operations = ['refunds.create'];
  bench.stripe.faults.change({ api: { rateLimit429: { next: 1, operations } } });
  await eventually(() => expect(bench.stripe.faults.current.api.rateLimit429.next).toBe(0));
  // Asked again since, while the first order has not arrived yet.
  const [{ attempts } = {}] = await refunds(paid);
  await eventually(async () =>
    expect((await refunds(paid))[0]!['attempts']).toBeGreaterThan((attempts as number) + 1),
  );
  bench.stripe.heal();
  await hasRefunded(paid);
  await settle();
  expect(await bench.stripe.moved('refund', paid.ref)).toHaveLength(1);
});

it('is neither ordered nor given up by whoever has lost the claim to it', async () => {
  const paid = await bench.paid();
  bench.stripe.answerLate();
  await due(paid);
  await eventually(async () => expect(await refunds(paid)).toMatchObject([{ status: 'unknown' }]));
  const { app } = bench.service.instances[0]!;
  const db = app.get(PaymentDb, { strict: false });
  const updater = app.get(RefundUpdater, { strict: false });
  const row = await db.prisma.refund.findFirstOrThrow({ where: { paymentId: paid.payment.id } });
  // As the row was before the claim of who has ordered it.
  const lost = { ...row, status: 'pending', attempts: row.attempts - 1 };
  expect(await db.tx((tx) => updater.limit(tx, lost))).toBeNull();
  await db.tx((tx) => updater.refuse(tx, lost, new PspRefused('refused', undefined)));
  expect(await refunds(paid)).toMatchObject([{ status: 'unknown' }]);
  bench.stripe.heal();
  await hasRefunded(paid);
  expect(await bench.stripe.moved('refund', paid.ref)).toHaveLength(1);
});

it.each([0, 100])('waits for a refund that takes its time (%i webhooks lost)', async (lost) => {
  bench.stripe.faults.change({ webhooks: { drop: { next: lost } } });
  const paid = await bench.paid({ card: 'pm_card_pendingRefund' });
  await due(paid);
  await hasRefunded(paid);
  expect(await refunds(paid)).toMatchObject([{ status: 'succeeded', due_at: null }]);
});

it('reverses the entries of a refund when the bank returns it, and asks its payer', async () => {
  const paid = await bench.paid({ card: 'pm_card_refundFail' });
  await due(paid);
  await eventually(async () =>
    expect(await refunds(paid)).toMatchObject([
      { status: 'offered', failure_reason: 'expired_or_canceled_card' },
    ]),
  );
  expect(await bench.balance(paid.payment.id, 'learner')).toBe(-5_000);
  expect((await bench.get(paid.payment.id)).refunded).toEqual(franc(0));
  expect(await bench.cases(paid.payment.id)).toEqual([]);
});

it('does not refund what does not fit', async () => {
  const paid = await bench.paid();
  const other = await bench.paid();
  await due({ ...paid, booking: other.booking });
  const open = await bench.open((await bench.book()).bookingId);
  await due({ ...paid, payment: open });
  await settle();
  expect(await refunds(paid)).toHaveLength(0);
  expect(await refunds({ ...paid, payment: open })).toHaveLength(0);
});
