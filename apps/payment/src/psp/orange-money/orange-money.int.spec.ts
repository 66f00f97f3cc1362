import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../../payment.harness.ts';
import { problemOf } from '../prompt.conformance.ts';
import { readRef } from './orange-money.domain.ts';
import { openOrangeMoneyBench, type OrangeMoneyBench } from './orange-money.conformance.ts';

let orange: OrangeMoneyBench;
let bench: PaymentBench;
beforeAll(async () => {
  orange = await openOrangeMoneyBench();
  const env = { ...orange.env, ORANGE_MONEY_TIMEOUT_MS: '1500', ORDER_MS: '3000' };
  bench = await PaymentBench.start({ replicas: 2, env });
  bench.receiveFrom(orange, 'orange-money');
});
afterEach(() => orange.faults.reset());
afterAll(async () => {
  await bench.stop();
  await orange.close();
});

const PAGE = { kind: 'redirect', url: expect.stringMatching(/\/c\/[\da-f]{64}$/) as string };

const open = (bookingId: string) => bench.open(bookingId, newId(), 'orange-money');
const rowsOf = (bookingId: string) =>
  bench.rows('SELECT * FROM payment WHERE booking_id = $1 ORDER BY id', bookingId);
const receive = (said: object) =>
  bench.receive({ body: Buffer.from(JSON.stringify(said)), headers: {} }, 'orange-money');

async function paid(bookingId: string) {
  const payment = await eventually(() => open(bookingId));
  const ref = await bench.refOf(payment.id);
  await orange.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { payment, ref };
}

async function once(paymentId: string, ref: string) {
  expect(bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
  expect(await orange.movedTimes('charge', ref)).toBe(1);
  expect(await bench.balance(paymentId, 'learner')).toBe(-5_000);
}

it('is offered first where it is, under its name', async () => {
  const ways = async (bookingId: string, country?: string) => {
    const input = { id: bookingId, ...(country && { country }) };
    const { items } = await bench.service.call(paymentRpc.ways, input, { as: bench.learner });
    return items.map(({ psp, name, kind }) => [psp, name, kind]);
  };
  const card = ['stripe', null, 'card'];
  const here = ['orange-money', 'Orange Money', 'redirect'];
  const { bookingId } = await bench.book();
  expect(await ways(bookingId)).toEqual([card, here]);
  expect(await ways(bookingId, 'CI')).toEqual([here, card]);
  expect(await ways(bookingId, 'SN')).toEqual([card, here]);
  const abroad = await bench.book({ amount: 5_000, currency: 'XAF' });
  expect(await ways(abroad.bookingId, 'CM')).toEqual([card]);
});

it('leads to its page, again whenever the payer comes back, until the payment has ended', async () => {
  const { bookingId } = await bench.book();
  const first = await eventually(() => open(bookingId));
  const { next } = first;
  expect(next).toMatchObject(PAGE);
  expect((await open(bookingId)).next).toEqual(next);
  const key = newId();
  await bench.open(bookingId, key, 'orange-money');
  expect((await bench.open(bookingId, key, 'orange-money')).next).toEqual(next);
  const { payment, ref } = await paid(bookingId);
  expect(payment.id).toBe(first.id);
  await once(payment.id, ref);
  expect(await rowsOf(bookingId)).toMatchObject([{ status: 'succeeded', page_url: null }]);
});

it.each([
  ['that is lost', { api: { timeoutAfterCharging: { next: 1, operations: ['payments.create'] } } }],
  ['that cannot be read', { unreadable: { next: 1 } }],
  ['that never came to be', { api: { error500BeforeCharging: { next: 1 } } }],
])(
  'an answer %s leaves the payment unknown until it is ordered anew, under a name that was never used',
  async (_how, faults) => {
    orange.faults.change({ usedId: 'refuses', ...faults });
    const { bookingId } = await bench.book();
    expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
    // Nobody asks again: the janitor orders it, and learns its page.
    await eventually(async () =>
      expect(await rowsOf(bookingId)).toMatchObject([
        { status: 'pending', page_url: PAGE.url, psp_attempt: 1 },
      ]),
    );
    const { payment, ref } = await paid(bookingId);
    expect(payment.next).toMatchObject(PAGE);
    const [newest] = await orange.ordersOf(payment.id);
    expect(newest!.pay_token).toBe(readRef(ref)!.payToken);
    await once(payment.id, ref);
  },
);

it('turns to no other psp while Orange has not answered, nor while its page can be paid', async () => {
  orange.loseAnswer();
  const { bookingId } = await bench.book();
  expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
  expect(await problemOf(bench.open(bookingId, newId(), 'stripe'))).toMatchObject({ status: 503 });
  await eventually(() => open(bookingId));
  const { code } = await problemOf(bench.open(bookingId, newId(), 'stripe'));
  expect(code).toBe(paymentErrors.anotherOpen.code);
});

it('makes one page for ten that press at once', async () => {
  const { bookingId } = await bench.book();
  const opened = await Promise.all(
    Array.from({ length: 10 }, () => eventually(() => open(bookingId))),
  );
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(await orange.ordersOf(opened[0]!.id)).toHaveLength(1);
});

it('an order that is refused for good is final, and the next one is another payment', async () => {
  orange.faults.change({ reject: { next: 1 } });
  const { bookingId } = await bench.book();
  expect((await problemOf(open(bookingId))).code).toBe(paymentErrors.refused.code);
  const failed = { status: 'failed', failure_reason: 'Invalid body field', psp_ref: null };
  await eventually(async () =>
    expect(await rowsOf(bookingId)).toMatchObject([{ ...failed, due_at: null }]),
  );
  const { payment, ref } = await paid(bookingId);
  await once(payment.id, ref);
});

it('lends itself a new token when the one it has is gone', async () => {
  orange.faults.change({ tokenGone: { next: 1 } });
  const { payment, ref } = await paid((await bench.book()).bookingId);
  expect(await orange.ordersOf(payment.id)).toHaveLength(1);
  await once(payment.id, ref);
});

it.each([
  ['some time later', { api: { processing: { next: 1, ms: 500 } } }],
  ['without a notification', { webhooks: { drop: { next: 1 } } }],
  ['with three notifications', { webhooks: { duplicate: { next: 1, copies: 2 } } }],
  ['with a notification that names the order', { namesOrder: { next: 1 } }],
  ['with a strange status in between', { strangeStatus: { next: 2 } }],
])('money that comes %s is counted once', async (_how, faults) => {
  orange.faults.change(faults);
  const { payment, ref } = await paid((await bench.book()).bookingId);
  await once(payment.id, ref);
});

it('is not paid with too little money, nor on a page whose time is over, and may be tried again', async () => {
  const { bookingId } = await bench.book();
  const first = await eventually(() => open(bookingId));
  await orange.decline(await bench.refOf(first.id));
  await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === first.id);
  const second = await eventually(() => open(bookingId));
  orange.faults.change({ pageMs: 0 });
  const late = await bench.refOf(second.id);
  await orange.pay(late);
  await eventually(async () => {
    expect((await bench.get(second.id)).status).toBe('canceled');
  });
  expect(await orange.movedTimes('charge', late)).toBe(0);
  orange.faults.reset();
  const { payment, ref } = await paid(bookingId);
  expect(await rowsOf(bookingId)).toMatchObject([
    { status: 'canceled', failure_reason: 'FAILED', page_url: null },
    { status: 'canceled', failure_reason: 'EXPIRED', page_url: null },
    { id: payment.id, status: 'succeeded' },
  ]);
  await once(payment.id, ref);
});

it('a page that nobody has paid is given up when it can no longer be paid, and no late one is made', async () => {
  const { psp } = orange;
  const paymentId = newId();
  const order = {
    ...{ idempotencyKey: `intent:${paymentId}`, paymentId, bookingId: newId(), payer: {} },
    ...{ money: franc(5_000), returnUrl: 'http://127.0.0.1/', orderedAt: new Date() },
    webhookUrl: 'http://127.0.0.1/api/v1/payments/webhooks/orange-money',
  };
  const after = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const late = psp.createIntent({ ...order, orderedAt: after(16) });
  await expect(late).rejects.toMatchObject({ code: 'ordered_too_late' });
  const { ref } = await psp.createIntent(order);
  expect((await psp.cancelIntent(ref, after(29))).status).toBe('pending');
  expect(await psp.cancelIntent(ref, after(31))).toMatchObject({
    ...{ paymentId, status: 'canceled', reason: 'not_paid' },
  });
  await orange.pay(ref);
  expect((await psp.cancelIntent(ref, after(31))).status).toBe('succeeded');
});

it('believes no notification: without the token of an order it is refused, and with it only asks', async () => {
  const { bookingId } = await bench.book();
  const payment = await eventually(() => open(bookingId));
  const [made] = await orange.ordersOf(payment.id);
  const { notif_token, order } = made!;
  const { code, status } = paymentErrors.badSignature;
  const refusals = await Promise.all(
    ['0'.repeat(32), notif_token.toUpperCase().replace(/\d/g, 'F'), made!.pay_token].map((token) =>
      receive({ status: 'SUCCESS', notif_token: token, order_id: order.order_id }).catch(
        ({ code: word, status: http, message }: Problem) => ({ word, http, message }),
      ),
    ),
  );
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ word: code, http: status });

  // Whoever has the token has it from Orange, and still pays for nothing with it.
  const ref = await bench.refOf(payment.id);
  await receive({ status: 'SUCCESS', notif_token, txnid: 'MP150709.1341.A00073' });
  await eventually(async () => {
    const rows = await bench.rows('SELECT outcome FROM psp_event WHERE ref = $1', ref);
    expect(rows).toEqual([{ outcome: 'ignored' }]);
  });
  expect((await bench.get(payment.id)).status).toBe('pending');
  await orange.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  await once(payment.id, ref);
});

it('keeps of the token no more than its digest', async () => {
  const { bookingId } = await bench.book();
  const payment = await eventually(() => open(bookingId));
  const [made] = await orange.ordersOf(payment.id);
  const [row] = await rowsOf(bookingId);
  expect(row!['notice_digest']).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(row)).not.toContain(made!.notif_token);
});

it('takes the money of its sandbox for francs', async () => {
  const sandbox = await openOrangeMoneyBench('dev');
  const { psp } = sandbox;
  const paymentId = newId();
  const { ref } = await psp.createIntent({
    ...{ idempotencyKey: `intent:${paymentId}`, paymentId, bookingId: newId(), payer: {} },
    ...{ money: franc(5_000), returnUrl: 'http://127.0.0.1/', orderedAt: new Date() },
    webhookUrl: 'http://127.0.0.1/api/v1/payments/webhooks/orange-money',
  });
  const [made] = await sandbox.ordersOf(paymentId);
  expect(made!.order).toMatchObject({ currency: 'OUV', amount: 5_000 });
  await sandbox.pay(ref);
  const paidFor = { status: 'succeeded', sum: { amount: 5_000n, currency: 'XOF' } };
  expect(await psp.fetchIntent(ref)).toMatchObject(paidFor);
  await sandbox.close();
});
