import { newId } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentBench } from '../../payment.harness.ts';
import { problemOf, PromptBench, promptConformance } from '../prompt.conformance.ts';
import { openPawapayBench, PHONES, type PawapayBench } from './pawapay.conformance.ts';

const PHONE = PHONES['XOF']!;

let pawapay: PawapayBench;
let prompts: PromptBench;
let bench: PaymentBench;
beforeAll(async () => {
  pawapay = await openPawapayBench();
  prompts = await PromptBench.start(pawapay, PHONE, { PAWAPAY_TIMEOUT_MS: '1500' });
  ({ bench } = prompts);
});
afterEach(() => pawapay.faults.reset());
afterAll(async () => {
  await bench.stop();
  await pawapay.close();
});

const { code: another } = paymentErrors.anotherOpen;

describe('a prompt', () => {
  it('is on the phone that the payer names, and its number is gone once it is paid', async () => {
    const { bookingId } = await bench.book();
    const { next } = await prompts.prompted(bookingId);
    expect(next).toMatchObject({ kind: 'push', dial: null });
    await prompts.becomes(bookingId, { payer: { phone: PHONE, country: 'CI' } });
    const { payment, ref } = await prompts.paid(bookingId);
    await prompts.becomes(bookingId, { status: 'succeeded', payer: null });
    await prompts.once(payment.id, ref);
    const [event] = await bench.rows('SELECT * FROM psp_event WHERE ref = $1', ref);
    expect(JSON.stringify([event, bench.service.events.of(paymentEvents.succeeded)])).not.toContain(
      PHONE.slice(4),
    );
  });

  it('needs a number, of an operator that moves this money', async () => {
    const { bookingId } = await bench.book();
    const asked = bench.open(bookingId, newId(), 'pawapay');
    expect((await problemOf(asked)).code).toBe(paymentErrors.phoneRequired.code);
    // Of a country without Mobile Money, and of another currency.
    for (const phone of ['+33612345678', PHONES['XAF']!]) {
      expect((await problemOf(prompts.open(bookingId, phone))).code).toBe(
        paymentErrors.phoneElsewhere.code,
      );
    }
    expect((await prompts.prompted(bookingId)).status).toBe('pending');
  });

  it('is offered to all, and taken by those who name no psp only with a phone', async () => {
    const { bookingId } = await bench.book();
    const { items } = await bench.service.call(
      paymentRpc.ways,
      { id: bookingId, country: 'CM' },
      { as: bench.learner },
    );
    const countries = ['BF', 'BJ', 'CI', 'SN'];
    const mobile = { psp: 'pawapay', kind: 'push', name: 'Mobile Money', asksPhone: true };
    const way = {
      ...mobile,
      countries,
      rest: null,
      takesPrice: true,
      currencies: [],
      restCurrencies: [],
    };
    expect(items).toEqual([way, expect.objectContaining({ psp: 'stripe' })]);
    for (const [payer, psp] of [
      [{ country: 'CM' }, 'stripe'],
      [{ country: 'CM', phone: PHONE }, 'pawapay'],
    ] as const) {
      const input = { bookingId: (await bench.book()).bookingId, payer };
      const opened = await bench.service.call(paymentRpc.createIntent, input, {
        ...{ as: bench.learner, key: newId() },
      });
      expect(opened.psp).toBe(psp);
    }
  });

  it('that is refused ends the payment with the reason, and another one may follow', async () => {
    const { bookingId } = await bench.book();
    const first = await prompts.prompted(bookingId);
    await pawapay.decline(await bench.refOf(first.id), 'INSUFFICIENT_BALANCE');
    const reason = 'INSUFFICIENT_BALANCE';
    const failed = await bench.service.events.next(
      paymentEvents.failed,
      (e) => e.paymentId === first.id,
    );
    expect(failed.reason).toBe(reason);
    const { payment, ref } = await prompts.paid(bookingId);
    await prompts.becomes(
      bookingId,
      { status: 'canceled', failure_reason: reason, payer: null },
      { id: payment.id, status: 'succeeded' },
    );
    await prompts.once(payment.id, ref);
  });

  it('on one phone keeps the payer from one on another phone, or at another psp', async () => {
    const { bookingId } = await bench.book();
    const first = await prompts.prompted(bookingId);
    expect((await prompts.prompted(bookingId)).id).toBe(first.id);
    expect(await problemOf(prompts.open(bookingId, '+2250501020304'))).toMatchObject({
      code: another,
    });
    expect(await problemOf(bench.open(bookingId, newId(), 'stripe'))).toMatchObject({
      code: another,
    });
    await pawapay.decline(await bench.refOf(first.id));
    const second = await prompts.prompted(bookingId, '+2250501020304');
    expect(second.id).not.toBe(first.id);
  });

  it.each([
    ['22951345029', 'PAYER_NOT_FOUND'],
    ['22951345039', 'PAYMENT_NOT_APPROVED'],
    ['22951345069', 'UNSPECIFIED_FAILURE'],
    ['22602345048', 'INSUFFICIENT_BALANCE'],
  ])('of the test number %s fails: %s', async (number, reason) => {
    const { bookingId } = await bench.book();
    await prompts.prompted(bookingId, `+${number}`);
    await prompts.becomes(bookingId, { status: 'canceled', failure_reason: reason });
  });

  it('whose end is not reported stays pending, and is not made a second time', async () => {
    const { bookingId } = await bench.book();
    const payment = await prompts.prompted(bookingId, '+22951345129');
    const again = await prompts.prompted(bookingId, '+22951345129');
    expect(again).toMatchObject({ id: payment.id, status: 'pending' });
    expect(await pawapay.depositsOf(payment.id)).toHaveLength(1);
  });

  it('of an operator that is down waits in a queue', async () => {
    pawapay.faults.change({ enqueued: { next: 1, ms: 300 }, strangeStatus: { next: 1 } });
    const { bookingId } = await bench.book();
    const { payment, ref } = await prompts.paid(bookingId);
    await prompts.once(payment.id, ref);
  });
});

describe('an answer', () => {
  it('that cannot be read is one that is lost', async () => {
    pawapay.faults.change({ unreadable: { next: 1 } });
    const { bookingId } = await bench.book();
    expect(await problemOf(prompts.open(bookingId))).toMatchObject({ status: 503 });
    const { payment, ref } = await prompts.paid(bookingId);
    await prompts.once(payment.id, ref);
  });

  it('that is a final no is final: the payment has failed, and nothing was ordered', async () => {
    pawapay.faults.change({ reject: { next: 1 } });
    const { bookingId } = await bench.book();
    expect((await problemOf(prompts.open(bookingId))).code).toBe(paymentErrors.refused.code);
    const failure_reason = 'PROVIDER_TEMPORARILY_UNAVAILABLE';
    await prompts.becomes(bookingId, { status: 'failed', failure_reason });
  });
});

promptConformance(() => ({ prompts, simulator: pawapay }), {
  lost: [
    [
      'after the prompt',
      { api: { timeoutAfterCharging: { next: 1, operations: ['deposits.create'] } } },
    ],
    [
      'with a cut line',
      {
        api: {
          timeoutAfterCharging: { next: 1, mode: 'destroy', operations: ['deposits.create'] },
        },
      },
    ],
    ['before the prompt', { api: { error500BeforeCharging: { next: 1 } } }],
    [
      'without which no operator is known',
      { api: { rateLimit429: { next: 1, operations: ['predict_provider'] } } },
    ],
  ],
  paid: [
    ['before our request has its answer', { callbackFirst: { next: 1 } }],
    ['without a callback', { webhooks: { drop: { next: 1 } } }],
    [
      'with three callbacks at once',
      { webhooks: { duplicate: { next: 1, copies: 2 }, reorder: { windowMs: 30 } } },
    ],
    ['long after the payer has agreed', { api: { processing: { next: 1, ms: 500 } } }],
  ],
});
