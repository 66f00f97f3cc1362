import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../../payment.harness.ts';
import { problemOf } from '../prompt.conformance.ts';
import { transactionOf } from './cinetpay.domain.ts';
import { openCinetpayBench, type CinetpayBench } from './cinetpay.conformance.ts';

let cinetpay: CinetpayBench;
let bench: PaymentBench;
beforeAll(async () => {
  cinetpay = await openCinetpayBench();
  const env = { ...cinetpay.env, CINETPAY_TIMEOUT_MS: '1500', ORDER_MS: '3000' };
  bench = await PaymentBench.start({ replicas: 2, env });
  bench.receiveFrom(cinetpay, 'cinetpay');
});
afterEach(() => cinetpay.faults.reset());
afterAll(async () => {
  await bench.stop();
  await cinetpay.close();
});

const open = (bookingId: string) => bench.open(bookingId, newId(), 'cinetpay');
const rowsOf = (bookingId: string) =>
  bench.rows('SELECT * FROM payment WHERE booking_id = $1 ORDER BY id', bookingId);

async function paid(bookingId: string) {
  const payment = await eventually(() => open(bookingId));
  const ref = await bench.refOf(payment.id);
  await cinetpay.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { payment, ref };
}

async function once(paymentId: string, ref: string) {
  expect(bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
  expect(await cinetpay.movedTimes('charge', ref)).toBe(1);
  expect(await bench.balance(paymentId, 'learner')).toBe(-5_000);
}

it('leads to its page, again whenever the payer comes back, until the payment has ended', async () => {
  const { bookingId } = await bench.book();
  const first = await eventually(() => open(bookingId));
  const { next } = first;
  expect(next).toMatchObject({ kind: 'redirect', url: expect.stringMatching(/\/c\//) as string });
  expect((await open(bookingId)).next).toEqual(next);
  const key = newId();
  await bench.open(bookingId, key, 'cinetpay');
  expect((await bench.open(bookingId, key, 'cinetpay')).next).toEqual(next);
  const { payment, ref } = await paid(bookingId);
  expect(payment.id).toBe(first.id);
  await once(payment.id, ref);
  expect(await rowsOf(bookingId)).toMatchObject([{ status: 'succeeded', page_url: null }]);
});

it('takes multiples of 5, and is not offered for other prices', async () => {
  const { bookingId } = await bench.book(franc(5_003));
  expect(await problemOf(open(bookingId))).toMatchObject({
    code: paymentErrors.amountNotTaken.code,
  });
  const problem = (await open(bookingId).catch((error: unknown) => error)) as Problem;
  expect(problem.errors).toMatchObject([{ pointer: '/psp', code: 'takes_multiples_of' }]);
  const ways = async (id: string) => {
    const { items } = await bench.service.call(paymentRpc.ways, { id }, { as: bench.learner });
    return items.map(({ psp }) => psp);
  };
  expect(await ways(bookingId)).toEqual(['stripe']);
  expect(await ways((await bench.book()).bookingId)).toEqual(['stripe', 'cinetpay']);
});

it.each([
  ['that is lost', { api: { timeoutAfterCharging: { next: 1, operations: ['payments.create'] } } }],
  ['that cannot be read', { unreadable: { next: 1 } }],
  ['that never came to be', { api: { error500BeforeCharging: { next: 1 } } }],
])('an answer %s leaves the payment unknown, and its page the only one', async (_how, faults) => {
  cinetpay.faults.change(faults);
  const { bookingId } = await bench.book();
  expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
  // Nobody asks again: the janitor orders the same one, and learns its page.
  await eventually(async () =>
    expect(await rowsOf(bookingId)).toMatchObject([
      { status: 'pending', page_url: expect.stringMatching(/\/c\//) as string },
    ]),
  );
  const { payment, ref } = await paid(bookingId);
  expect(await cinetpay.transactionsOf(payment.id)).toEqual([ref]);
  await once(payment.id, ref);
});

it('an order that is refused for good is final, and is looked for once more and no longer', async () => {
  cinetpay.faults.change({ reject: { next: 1 } });
  const { bookingId } = await bench.book();
  expect((await problemOf(open(bookingId))).code).toBe(paymentErrors.refused.code);
  const failed = { status: 'failed', failure_reason: 'INVALID_PARAMS', psp_ref: null };
  await eventually(async () =>
    expect(await rowsOf(bookingId)).toMatchObject([{ ...failed, due_at: null }]),
  );
  const { payment, ref } = await paid(bookingId);
  await once(payment.id, ref);
});

it('whose id is not taken twice is ordered under another, since nobody saw the first page', async () => {
  cinetpay.faults.change({
    usedId: 'refuses',
    api: { timeoutAfterCharging: { next: 1, operations: ['payments.create'] } },
  });
  const { bookingId } = await bench.book();
  expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
  const { payment, ref } = await paid(bookingId);
  const key = `intent:${payment.id}`;
  const [lost, led] = [key, `${key}:1`].map((each) =>
    transactionOf(payment.id, franc(5_000), each),
  );
  expect(ref).toBe(led);
  expect((await cinetpay.transactionsOf(payment.id)).toSorted()).toEqual([lost, led].toSorted());
  await once(payment.id, ref);
});

it.each([200, 401, 422] as const)(
  'logs in anew when its token is gone: HTTP %i',
  async (status) => {
    cinetpay.faults.change({ tokenGone: { next: 1, status } });
    const { payment, ref } = await paid((await bench.book()).bookingId);
    await once(payment.id, ref);
  },
);

it.each([
  ['before our order has its answer', { callbackFirst: { next: 1 } }],
  ['some time later', { api: { processing: { next: 1, ms: 500 } } }],
  ['without a notification', { webhooks: { drop: { next: 1 } } }],
  ['with three notifications', { webhooks: { duplicate: { next: 1, copies: 2 } } }],
  ['with a strange status in between', { strangeStatus: { next: 2 } }],
])('money that comes %s is counted once', async (how, faults) => {
  cinetpay.faults.change(faults);
  const { bookingId } = await bench.book();
  if (!how.startsWith('before')) {
    const { payment, ref } = await paid(bookingId);
    return once(payment.id, ref);
  }
  const { id } = await open(bookingId);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === id);
  await once(id, await bench.refOf(id));
});

it('that is refused ends with the word for why, and another may follow', async () => {
  const { bookingId } = await bench.book();
  const first = await eventually(() => open(bookingId));
  await cinetpay.decline(await bench.refOf(first.id));
  await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === first.id);
  const { payment, ref } = await paid(bookingId);
  expect(await rowsOf(bookingId)).toMatchObject([
    { status: 'canceled', failure_reason: 'INSUFFICIENT_BALANCE', page_url: null },
    { id: payment.id, status: 'succeeded' },
  ]);
  await once(payment.id, ref);
});

it('that nobody has begun to pay a day later is over', async () => {
  const { psp } = cinetpay;
  const order = (paymentId: string) => ({
    ...{ idempotencyKey: `intent:${paymentId}`, paymentId, bookingId: newId(), payer: {} },
    ...{ money: franc(5_000), returnUrl: 'http://127.0.0.1/', orderedAt: new Date() },
    webhookUrl: 'http://127.0.0.1/api/v1/payments/webhooks/cinetpay',
  });
  const old = new Date(Date.now() - 25 * 3_600_000).getTime().toString(16).padStart(12, '0');
  const id = newId();
  const dayOld = `${old.slice(0, 8)}-${old.slice(8)}${id.slice(13)}`;
  const abandoned = await psp.createIntent(order(dayOld));
  expect(await psp.cancelIntent(abandoned.ref, new Date())).toMatchObject({
    ...{ paymentId: dayOld, status: 'canceled', reason: 'not_paid' },
  });
  const young = await psp.createIntent(order(id));
  expect((await psp.cancelIntent(young.ref, new Date())).status).toBe('pending');
  await cinetpay.pay(abandoned.ref);
  expect((await psp.cancelIntent(abandoned.ref, new Date())).status).toBe('succeeded');
});

it('believes no notification: a forged one pays nothing, and one of no payment is refused', async () => {
  const { bookingId } = await bench.book();
  const payment = await eventually(() => open(bookingId));
  const ref = await bench.refOf(payment.id);
  const forged = (id: string) => {
    const said = { merchant_transaction_id: id, notify_token: 'x', status: 'SUCCESS' };
    return bench.receive({ body: Buffer.from(JSON.stringify(said)), headers: {} }, 'cinetpay');
  };
  await forged(ref);
  await eventually(async () => {
    const rows = await bench.rows('SELECT outcome FROM psp_event WHERE ref = $1', ref);
    expect(rows).toEqual([{ outcome: 'ignored' }]);
  });
  // Names of one payment can be made up without end: only what CinetPay calls it is kept.
  for (const amount of [500, 505, 510]) await forged(transactionOf(payment.id, franc(amount), ''));
  const madeUp = `SELECT FROM psp_event WHERE ref <> $1 AND event_id LIKE 'payment:' || left($1, 25) || '%'`;
  expect(await bench.rows(madeUp, ref)).toEqual([]);
  expect((await bench.get(payment.id)).status).toBe('pending');
  const { code } = paymentErrors.badSignature;
  const nobodys = transactionOf(newId(), franc(5_000), 'intent');
  for (const id of [nobodys, 'Z'.repeat(30)]) {
    expect((await problemOf(forged(id))).code).toBe(code);
  }
  await cinetpay.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  await once(payment.id, ref);
});
