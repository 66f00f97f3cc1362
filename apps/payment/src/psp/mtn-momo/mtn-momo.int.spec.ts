import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../../payment.harness.ts';
import { referenceOf } from './mtn-momo.domain.ts';
import {
  NO_WALLET,
  openMtnMomoBench,
  OTHER_PHONE,
  PHONE,
  type MtnMomoBench,
} from './mtn-momo.conformance.ts';

let mtn: MtnMomoBench;
let bench: PaymentBench;
beforeAll(async () => {
  mtn = await openMtnMomoBench();
  const env = { ...mtn.env, MTN_MOMO_TIMEOUT_MS: '1500' };
  bench = await PaymentBench.start({ replicas: 2, env });
  bench.receiveFrom(mtn, 'mtn-momo');
});
afterEach(() => mtn.faults.reset());
afterAll(async () => {
  await bench.stop();
  await mtn.close();
});

const open = (bookingId: string, phone = PHONE) =>
  bench.open(bookingId, newId(), 'mtn-momo', phone);
/** Like a client, which repeats a call that a busy service has no answer to. */
const prompted = (bookingId: string, phone = PHONE) => eventually(() => open(bookingId, phone));
const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    ({ code, status }: Problem) => ({ code, status }),
  );
const paymentsOf = (bookingId: string) =>
  bench.rows('SELECT * FROM payment WHERE booking_id = $1 ORDER BY id', bookingId);
const becomes = (bookingId: string, ...expected: object[]) =>
  eventually(async () => expect(await paymentsOf(bookingId)).toMatchObject(expected));
const succeeded = (paymentId: string) =>
  bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === paymentId);

async function paid(bookingId: string) {
  const payment = await prompted(bookingId);
  const ref = await bench.refOf(payment.id);
  await mtn.pay(ref);
  await succeeded(payment.id);
  return { payment, ref };
}

async function once(paymentId: string, ref: string) {
  expect(bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
  expect(await mtn.movedTimes('charge', ref)).toBe(1);
  expect(await mtn.requestsOf(paymentId)).toEqual([ref]);
  expect(await bench.balance(paymentId, 'learner')).toBe(-5_000);
}

describe('the wallet of a number', () => {
  const ask = (bookingId: string, phone: string) => {
    const input = { bookingId, psp: 'mtn-momo', phone };
    return bench.service.call(paymentRpc.getWallet, input, { as: bench.learner });
  };

  it('is there when MTN knows one, and nothing is sent to it', async () => {
    const { bookingId } = await bench.book();
    expect(await ask(bookingId, PHONE)).toEqual({
      ...{ phone: PHONE, operator: 'MTN MoMo', country: 'CI', appears: true, dial: null },
    });
    expect(await paymentsOf(bookingId)).toEqual([]);
  });

  it('is refused when MTN knows none: its number is of another operator', async () => {
    const { bookingId } = await bench.book();
    const { code } = await problemOf(ask(bookingId, NO_WALLET));
    expect(code).toBe(paymentErrors.operatorNotServed.code);
    // Who pays without asking first learns it a moment later.
    await prompted(bookingId, NO_WALLET);
    await becomes(bookingId, { status: 'canceled', failure_reason: 'PAYER_NOT_FOUND' });
  });

  it('is not known while MTN does not answer', async () => {
    const { bookingId } = await bench.book();
    mtn.faults.change({ api: { rateLimit429: { next: 1 } } });
    expect(await problemOf(ask(bookingId, PHONE))).toMatchObject({ status: 503 });
    expect(await ask(bookingId, PHONE)).toMatchObject({ phone: PHONE });
  });
});

describe('a prompt', () => {
  it('is on the phone that the payer names, and its number is gone once it is paid', async () => {
    const { bookingId } = await bench.book();
    const { next } = await prompted(bookingId);
    expect(next).toMatchObject({ kind: 'push', dial: null });
    await becomes(bookingId, { payer: { phone: PHONE } });
    const { payment, ref } = await paid(bookingId);
    await becomes(bookingId, { status: 'succeeded', payer: null });
    await once(payment.id, ref);
    const events = await bench.rows('SELECT * FROM psp_event WHERE ref = $1', ref);
    expect(JSON.stringify(events)).not.toContain(PHONE.slice(4));
  });

  it('needs a number, of the country of the account', async () => {
    const { bookingId } = await bench.book();
    const asked = bench.open(bookingId, newId(), 'mtn-momo');
    expect((await problemOf(asked)).code).toBe(paymentErrors.phoneRequired.code);
    const elsewhere = paymentErrors.phoneElsewhere.code;
    for (const phone of ['+33612345678', '+237671020304']) {
      expect((await problemOf(open(bookingId, phone))).code).toBe(elsewhere);
    }
    expect((await prompted(bookingId)).status).toBe('pending');
  });

  it.each(['APPROVAL_REJECTED', 'NOT_ENOUGH_FUNDS'])(
    'that ends with %s ends the payment, and another one may follow',
    async (reason) => {
      const { bookingId } = await bench.book();
      const first = await prompted(bookingId);
      await mtn.decline(await bench.refOf(first.id), reason);
      await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === first.id);
      const { payment, ref } = await paid(bookingId);
      await becomes(
        bookingId,
        { status: 'canceled', failure_reason: reason, payer: null },
        { id: payment.id, status: 'succeeded' },
      );
      await once(payment.id, ref);
    },
  );

  it('that never comes ends with the reason of MTN', async () => {
    mtn.faults.change({ fail: { next: 1 } });
    const { bookingId } = await bench.book();
    await prompted(bookingId);
    await becomes(bookingId, { status: 'canceled', failure_reason: 'PAYER_LIMIT_REACHED' });
  });

  it('on one phone keeps the payer from one on another phone', async () => {
    const { bookingId } = await bench.book();
    const first = await prompted(bookingId);
    expect((await prompted(bookingId)).id).toBe(first.id);
    const { code } = await problemOf(open(bookingId, OTHER_PHONE));
    expect(code).toBe(paymentErrors.anotherOpen.code);
    await mtn.decline(await bench.refOf(first.id));
    expect((await prompted(bookingId, OTHER_PHONE)).id).not.toBe(first.id);
  });
});

describe('an answer that is lost', () => {
  it.each([
    ['after the prompt', { timeoutAfterCharging: { next: 1 } }],
    ['with a cut line', { timeoutAfterCharging: { next: 1, mode: 'destroy' } }],
    ['before the prompt', { error500BeforeCharging: { next: 1 } }],
    ['for too many calls', { rateLimit429: { next: 1 } }],
  ])('%s leaves the payment unknown, and its request is the only one', async (_when, api) => {
    const { bookingId } = await bench.book();
    mtn.faults.change({ api });
    expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
    const [{ id } = {}] = await paymentsOf(bookingId);
    // Nobody asks again: the janitor finds it, or orders the same one.
    await becomes(bookingId, { status: 'pending' });
    const { payment, ref } = await paid(bookingId);
    expect(payment.id).toBe(id);
    await once(payment.id, ref);
  });

  it('brings no prompt for a booking that has ended meanwhile', async () => {
    mtn.faults.change({ api: { error500BeforeCharging: { probability: 1 } } });
    const booking = await bench.book();
    expect(await problemOf(open(booking.bookingId))).toMatchObject({ status: 503 });
    await bench.end('expired', booking);
    await becomes(booking.bookingId, { status: 'failed', failure_reason: 'not_ordered' });
    mtn.faults.reset();
    const [{ id } = {}] = await paymentsOf(booking.bookingId);
    expect(await mtn.requestsOf(id as string)).toEqual([]);
  });

  it('a final no is one: the payment has failed, and nothing was ordered', async () => {
    mtn.faults.change({ reject: { next: 1 } });
    const { bookingId } = await bench.book();
    expect((await problemOf(open(bookingId))).code).toBe(paymentErrors.refused.code);
    const failure_reason = 'PAYEE_NOT_ALLOWED_TO_RECEIVE';
    await becomes(bookingId, { status: 'failed', failure_reason });
  });

  it('a token that MTN no longer knows is renewed, and the payer notices nothing', async () => {
    mtn.faults.change({ tokenGone: { next: 1 } });
    const { payment, ref } = await paid((await bench.book()).bookingId);
    await once(payment.id, ref);
  });
});

describe('money', () => {
  it.each([
    ['before our request has its answer', { callbackFirst: { next: 1 } }],
    ['without a callback', { webhooks: { drop: { next: 1 } } }],
    ['with a PUT', { putCallbacks: true }],
    ['with a strange status in between', { strangeStatus: { next: 2 } }],
    [
      'with three callbacks at once',
      { webhooks: { duplicate: { next: 1, copies: 2 }, reorder: { windowMs: 30 } } },
    ],
    ['long after the payer has agreed', { api: { processing: { next: 1, ms: 500 } } }],
  ])('that comes %s is counted once', async (_how, faults) => {
    mtn.faults.change(faults);
    const { payment, ref } = await paid((await bench.book()).bookingId);
    await once(payment.id, ref);
  });

  it('that comes after the booking has ended is taken all the same', async () => {
    const booking = await bench.book();
    const payment = await prompted(booking.bookingId);
    await bench.end('expired', booking);
    await becomes(booking.bookingId, { close_requested_at: expect.any(Date) as Date });
    const ref = await bench.refOf(payment.id);
    await mtn.pay(ref);
    await succeeded(payment.id);
    await once(payment.id, ref);
  });

  it.each([5_000, 2_000])('goes back: %i of 5000', async (amount) => {
    const { bookingId } = await bench.book();
    const { payment, ref } = await paid(bookingId);
    mtn.loseAnswer();
    const due = { bookingId, refundRequestId: newId(), paymentId: payment.id };
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ ...due, amount: franc(amount), reason: 'canceled' as const },
    });
    await eventually(async () =>
      expect((await bench.get(payment.id)).refunded.amount).toBe(amount),
    );
    expect(await bench.cases(payment.id)).toEqual([]);
    expect(await mtn.movedTimes('refund', ref)).toBe(1);
  });
});

describe('a callback that nobody signed', () => {
  const forged = (externalId: string, more: object = {}) => {
    const said = { externalId, status: 'SUCCESSFUL', amount: '5000', currency: 'XOF', ...more };
    const body = Buffer.from(JSON.stringify(said));
    return bench.receive({ body, headers: {} }, 'mtn-momo');
  };
  const eventsOf = (paymentId: string) =>
    bench.rows(
      'SELECT outcome FROM psp_event WHERE ref = $1 AND processed_at IS NOT NULL',
      referenceOf('intent', paymentId),
    );

  it('makes no payment paid, and does not stand for the one of MTN', async () => {
    const { bookingId } = await bench.book();
    const payment = await prompted(bookingId);
    await forged(payment.id, { financialTransactionId: '1' });
    await eventually(async () => expect(await eventsOf(payment.id)).toHaveLength(1));
    expect((await bench.get(payment.id)).status).toBe('pending');
    const { ref } = await paid(bookingId);
    await once(payment.id, ref);
    await eventually(async () => expect(await eventsOf(payment.id)).toHaveLength(2));
  });

  it('about no payment of ours, or of another psp, is refused and not kept', async () => {
    const { payment } = await bench.paid();
    for (const id of [newId(), payment.id]) {
      expect((await problemOf(forged(id))).code).toBe(paymentErrors.badSignature.code);
      const ref = referenceOf('intent', id);
      expect(await bench.rows('SELECT FROM psp_event WHERE ref = $1', ref)).toEqual([]);
    }
  });
});

describe('the sandbox', () => {
  let sandbox: MtnMomoBench;
  beforeAll(async () => {
    sandbox = await openMtnMomoBench('sandbox');
  });
  afterAll(() => sandbox.close());

  it.each([
    ['46733123450', 'canceled', 'INTERNAL_PROCESSING_ERROR'],
    ['46733123451', 'canceled', 'APPROVAL_REJECTED'],
    ['46733123452', 'canceled', 'EXPIRED'],
    ['46733123453', 'pending', undefined],
    ['46733123454', 'succeeded', undefined],
    ['46733123499', 'succeeded', undefined],
  ])('makes of a request to %s what was measured: %s', async (number, status, reason) => {
    const paymentId = newId();
    const { ref } = await sandbox.psp.createIntent({
      ...{ idempotencyKey: 'k', paymentId, bookingId: newId(), orderedAt: new Date() },
      ...{ returnUrl: 'http://127.0.0.1/', webhookUrl: 'http://127.0.0.1/api/v1/x' },
      ...{ money: { amount: 1_999, currency: 'EUR' }, payer: { phone: `+${number}` } },
    });
    await eventually(async () => {
      const intent = await sandbox.psp.fetchIntent(ref);
      expect(intent).toMatchObject({ status, sum: { amount: 1_999n, currency: 'EUR' } });
      expect(intent.reason).toBe(reason);
    });
  });
});
