import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, type PaymentBench } from '../../payment.harness.ts';
import { problemOf, PromptBench, promptConformance } from '../prompt.conformance.ts';
import { referenceOf } from './mtn-momo.domain.ts';
import {
  NO_WALLET,
  openMtnMomoBench,
  OTHER_PHONE,
  PHONE,
  type MtnMomoBench,
} from './mtn-momo.conformance.ts';

let mtn: MtnMomoBench;
let prompts: PromptBench;
let bench: PaymentBench;
beforeAll(async () => {
  mtn = await openMtnMomoBench();
  prompts = await PromptBench.start(mtn, PHONE, { MTN_MOMO_TIMEOUT_MS: '1500' });
  ({ bench } = prompts);
});
afterEach(() => mtn.faults.reset());
afterAll(async () => {
  await bench.stop();
  await mtn.close();
});

describe('the wallet of a number', () => {
  const ask = (bookingId: string, phone: string) => {
    const input = { bookingId, psp: 'mtn-momo', phone };
    return bench.service.call(paymentRpc.getWallet, input, { as: bench.learner });
  };

  it('is there when MTN knows one, and nothing is sent to it', async () => {
    const { bookingId } = await bench.book();
    expect(await ask(bookingId, PHONE)).toEqual({
      ...{ phone: PHONE, operator: 'MTN MoMo', country: 'CI', appears: true, dial: null },
      ...{ psp: 'mtn-momo', operators: [], isGuess: true },
    });
    expect(await prompts.paymentsOf(bookingId)).toEqual([]);
  });

  it('is refused when MTN knows none: its number is of another operator', async () => {
    const { bookingId } = await bench.book();
    const { code } = await problemOf(ask(bookingId, NO_WALLET));
    expect(code).toBe(paymentErrors.operatorNotServed.code);
    // Who pays without asking first learns it a moment later.
    await prompts.prompted(bookingId, NO_WALLET);
    await prompts.becomes(bookingId, { status: 'canceled', failure_reason: 'PAYER_NOT_FOUND' });
  });

  it('is not known while MTN does not answer', async () => {
    const { bookingId } = await bench.book();
    mtn.faults.change({
      api: { rateLimit429: { next: 1, operations: ['accountholder.active'] } },
    });
    expect(await problemOf(ask(bookingId, PHONE))).toMatchObject({ status: 503 });
    expect(await ask(bookingId, PHONE)).toMatchObject({ phone: PHONE });
  });
});

describe('a prompt', () => {
  it('is on the phone that the payer names, and its number is gone once it is paid', async () => {
    const { bookingId } = await bench.book();
    const { next } = await prompts.prompted(bookingId);
    expect(next).toMatchObject({ kind: 'push', dial: null });
    await prompts.becomes(bookingId, { payer: { phone: PHONE } });
    const { payment, ref } = await prompts.paid(bookingId);
    await prompts.becomes(bookingId, { status: 'succeeded', payer: null });
    await prompts.once(payment.id, ref);
    const events = await bench.rows('SELECT * FROM psp_event WHERE ref = $1', ref);
    expect(JSON.stringify(events)).not.toContain(PHONE.slice(4));
  });

  it('needs a number, of the country of the account', async () => {
    const { bookingId } = await bench.book();
    const asked = bench.open(bookingId, newId(), 'mtn-momo');
    expect((await problemOf(asked)).code).toBe(paymentErrors.phoneRequired.code);
    const elsewhere = paymentErrors.phoneElsewhere.code;
    for (const phone of ['+33612345678', '+237671020304']) {
      expect((await problemOf(prompts.open(bookingId, phone))).code).toBe(elsewhere);
    }
    expect((await prompts.prompted(bookingId)).status).toBe('pending');
  });

  it.each(['APPROVAL_REJECTED', 'NOT_ENOUGH_FUNDS'])(
    'that ends with %s ends the payment, and another one may follow',
    async (reason) => {
      const { bookingId } = await bench.book();
      const first = await prompts.prompted(bookingId);
      await mtn.decline(await bench.refOf(first.id), reason);
      await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === first.id);
      const { payment, ref } = await prompts.paid(bookingId);
      await prompts.becomes(
        bookingId,
        { status: 'canceled', failure_reason: reason, payer: null },
        { id: payment.id, status: 'succeeded' },
      );
      await prompts.once(payment.id, ref);
    },
  );

  it('that never comes ends with the reason of MTN', async () => {
    mtn.faults.change({ fail: { next: 1 } });
    const { bookingId } = await bench.book();
    await prompts.prompted(bookingId);
    await prompts.becomes(bookingId, { status: 'canceled', failure_reason: 'PAYER_LIMIT_REACHED' });
  });

  it('on one phone keeps the payer from one on another phone', async () => {
    const { bookingId } = await bench.book();
    const first = await prompts.prompted(bookingId);
    expect((await prompts.prompted(bookingId)).id).toBe(first.id);
    const { code } = await problemOf(prompts.open(bookingId, OTHER_PHONE));
    expect(code).toBe(paymentErrors.anotherOpen.code);
    await mtn.decline(await bench.refOf(first.id));
    expect((await prompts.prompted(bookingId, OTHER_PHONE)).id).not.toBe(first.id);
  });
});

describe('an order', () => {
  it('that is refused for good is final: the payment has failed, and nothing was ordered', async () => {
    mtn.faults.change({ reject: { next: 1 } });
    const { bookingId } = await bench.book();
    expect((await problemOf(prompts.open(bookingId))).code).toBe(paymentErrors.refused.code);
    const failure_reason = 'PAYEE_NOT_ALLOWED_TO_RECEIVE';
    await prompts.becomes(bookingId, { status: 'failed', failure_reason });
  });

  it('with a token that MTN no longer knows is made with a new one, and the payer notices nothing', async () => {
    mtn.faults.change({ tokenGone: { next: 1 } });
    const { payment, ref } = await prompts.paid((await bench.book()).bookingId);
    await prompts.once(payment.id, ref);
  });
});

it('that is to go back is not given up because a later order was refused', async () => {
  const { bookingId } = await bench.book();
  const { payment, ref } = await prompts.paid(bookingId);
  const refunds = () => bench.rows('SELECT * FROM refund WHERE payment_id = $1', payment.id);
  mtn.answerLate();
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ bookingId, refundRequestId: newId(), paymentId: payment.id },
    ...{ amount: franc(2_000), reason: 'canceled' },
  });
  await eventually(async () => expect(await refunds()).toMatchObject([{ status: 'unknown' }]));
  mtn.faults.change({ reject: { next: 1 } });
  await eventually(() => expect(mtn.faults.current.reject.next).toBe(0));
  mtn.faults.reset();
  await eventually(async () => expect((await bench.get(payment.id)).refunded.amount).toBe(2_000));
  expect(await bench.cases(payment.id)).toEqual([]);
  expect(await mtn.movedTimes('refund', ref)).toBe(1);
});

promptConformance(() => ({ prompts, simulator: mtn }), {
  lost: [
    ['after the prompt', { api: { timeoutAfterCharging: { next: 1 } } }],
    ['with a cut line', { api: { timeoutAfterCharging: { next: 1, mode: 'destroy' } } }],
    ['before the prompt', { api: { error500BeforeCharging: { next: 1 } } }],
    [
      'for too many calls',
      { api: { rateLimit429: { next: 1, operations: ['requesttopay.create'] } } },
    ],
  ],
  paid: [
    ['before our request has its answer', { callbackFirst: { next: 1 } }],
    ['without a callback', { webhooks: { drop: { next: 1 } } }],
    ['with a PUT', { putCallbacks: true }],
    ['with a strange status in between', { strangeStatus: { next: 2 } }],
    [
      'with three callbacks at once',
      { webhooks: { duplicate: { next: 1, copies: 2 }, reorder: { windowMs: 30 } } },
    ],
    ['long after the payer has agreed', { api: { processing: { next: 1, ms: 500 } } }],
  ],
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
    const payment = await prompts.prompted(bookingId);
    for (const number of [1, 2]) {
      await forged(payment.id, { financialTransactionId: String(number) });
      await eventually(async () => expect(await eventsOf(payment.id)).toHaveLength(number));
      expect((await bench.get(payment.id)).status).toBe('pending');
    }
    const { ref } = await prompts.paid(bookingId);
    await prompts.once(payment.id, ref);
  });

  it('is kept once at a time however many there are, and not at all once the payment is final', async () => {
    const { bookingId } = await bench.book();
    const payment = await prompts.prompted(bookingId);
    // As while the psp does not answer: the first one waits.
    const [psp, ref] = ['mtn-momo', referenceOf('intent', payment.id)];
    await bench.rows(
      `INSERT INTO psp_event (id, psp, event_id, type, kind, ref, due_at)
       VALUES ($1, $2, 'one that waits', 'requesttopay.pending', 'payment', $3, now() + interval '1 hour')`,
      ...[newId(), psp, ref],
    );
    const kept = () => bench.rows('SELECT FROM psp_event WHERE psp = $1 AND ref = $2', psp, ref);
    for (const number of [1, 2, 3])
      await forged(payment.id, { financialTransactionId: `${number}` });
    expect(await kept()).toHaveLength(1);
    await bench.rows('DELETE FROM psp_event WHERE psp = $1 AND ref = $2', psp, ref);
    await prompts.paid(bookingId);
    await eventually(async () =>
      expect(await eventsOf(payment.id)).toHaveLength((await kept()).length),
    );
    const before = (await kept()).length;
    await forged(payment.id, { financialTransactionId: '4' });
    expect(await kept()).toHaveLength(before);
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
