import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

type Paid = Awaited<ReturnType<PaymentBench['paid']>>;

const earned = ({ booking, payment }: Paid, amount: number, atCostOf?: 'platform') => {
  const { bookingId, learnerId, providerId } = booking;
  return bench.service.publish(bookingEvents.payable, {
    ...{ bookingId, learnerId, providerId, version: 3, paymentId: payment.id },
    amount: franc(amount),
    at: new Date().toISOString(),
    ...(atCostOf && { atCostOf }),
  });
};
const balances = async ({ payment }: Paid) => ({
  learner: await bench.balance(payment.id, 'learner'),
  provider: await bench.balance(payment.id, 'provider_payable'),
  platform: await bench.balance(payment.id, 'platform_revenue'),
});

it('credits the provider, less the commission, once', async () => {
  const paid = await bench.paid({ price: franc(3_333) });
  await Promise.all([earned(paid, 3_333), earned(paid, 3_333), earned(paid, 3_333)]);
  await eventually(async () =>
    expect(await balances(paid)).toEqual({ learner: 0, provider: -2_833, platform: -500 }),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await balances(paid)).toEqual({ learner: 0, provider: -2_833, platform: -500 });
  const owners = await bench.rows(
    `SELECT owner FROM ledger_entry WHERE account = 'provider_payable' AND owner = $1`,
    paid.booking.providerId,
  );
  expect(owners).toHaveLength(1);
});

it('takes the commission that was agreed when the booking was made', async () => {
  const paid = await bench.paid();
  await bench.rows(
    'UPDATE booking_terms SET commission_bps = 1000 WHERE booking_id = $1',
    paid.booking.bookingId,
  );
  await earned(paid, 5_000);
  await eventually(async () =>
    expect(await balances(paid)).toEqual({ learner: 0, provider: -4_500, platform: -500 }),
  );
});

it('leaves to the learner what the provider did not earn', async () => {
  const paid = await bench.paid();
  await earned(paid, 2_000);
  await eventually(async () => expect((await balances(paid)).learner).toBe(-3_000));
  const refund = { paymentId: paid.payment.id, amount: franc(3_000), reason: 'canceled' as const };
  const { bookingId } = paid.booking;
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ ...refund, bookingId, refundRequestId: newId() },
  });
  await bench.service.events.next(paymentEvents.refunded, (e) => e.bookingId === bookingId);
  expect(await balances(paid)).toEqual({ learner: 0, provider: -1_700, platform: -300 });
});

it('credits no more than is held, when the psp refunded without a webhook', async () => {
  const paid = await bench.paid();
  bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
  await bench.stripe.post('/v1/refunds', { payment_intent: paid.ref, amount: '4000' });
  await earned(paid, 5_000);
  await eventually(async () =>
    expect(await balances(paid)).toEqual({ learner: 0, provider: -850, platform: -150 }),
  );
  expect(await bench.cases(paid.payment.id)).toEqual(['earning_short', 'foreign_refund']);
});

it('waits while the psp does not answer', async () => {
  const paid = await bench.paid();
  bench.stripe.faults.change({ api: { rateLimit429: { next: 4 } } });
  await earned(paid, 5_000);
  await eventually(async () => expect((await balances(paid)).provider).toBe(-4_250));
});

it('credits a provider at the platform’s cost, once, however much went back to the learner', async () => {
  const paid = await bench.paid({ price: franc(3_333) });
  const { bookingId } = paid.booking;
  const refund = { paymentId: paid.payment.id, amount: franc(3_333), reason: 'canceled' as const };
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ ...refund, bookingId, refundRequestId: newId() },
  });
  await Promise.all([1, 2, 3].map(() => earned(paid, 3_333, 'platform')));
  await bench.service.events.next(paymentEvents.refunded, (e) => e.bookingId === bookingId);
  await eventually(async () =>
    expect(await balances(paid)).toEqual({ learner: 0, provider: -2_833, platform: 0 }),
  );
  const booked = await bench.rows(
    `SELECT account, owner, amount::int FROM ledger_entry AS entry
     JOIN ledger_transaction AS movement ON movement.id = transaction_id
     WHERE source_id = $1 AND purpose = 'compensation' ORDER BY account`,
    bookingId,
  );
  expect(booked).toEqual([
    { account: 'platform_costs', owner: 'platform', amount: 2_833 },
    { account: 'provider_payable', owner: paid.booking.providerId, amount: -2_833 },
  ]);
  expect(await bench.balance(paid.payment.id, 'psp_clearing')).toBe(0);
  expect(await bench.cases(paid.payment.id)).toEqual([]);
});
