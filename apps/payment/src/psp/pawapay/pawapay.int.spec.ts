import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../../payment.harness.ts';
import { openPawapayBench, PHONES, type PawapayBench } from './pawapay.conformance.ts';

const PHONE = PHONES['XOF']!;

let pawapay: PawapayBench;
let bench: PaymentBench;
beforeAll(async () => {
  pawapay = await openPawapayBench();
  const env = { ...pawapay.env, PAWAPAY_TIMEOUT_MS: '1500' };
  bench = await PaymentBench.start({ replicas: 2, env });
  bench.receiveFrom(pawapay, 'pawapay');
});
afterEach(() => pawapay.faults.reset());
afterAll(async () => {
  await bench.stop();
  await pawapay.close();
});

const open = (bookingId: string, phone = PHONE) => bench.open(bookingId, newId(), 'pawapay', phone);
/** Like a client, which repeats a call that a busy service has no answer to. */
const prompted = (bookingId: string, phone = PHONE) => eventually(() => open(bookingId, phone));
const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    ({ code, status }: Problem) => ({ code, status }),
  );
const { code: another } = paymentErrors.anotherOpen;

async function paymentsOf(bookingId: string) {
  return bench.rows('SELECT * FROM payment WHERE booking_id = $1 ORDER BY id', bookingId);
}
const becomes = (bookingId: string, ...expected: object[]) =>
  eventually(async () => expect(await paymentsOf(bookingId)).toMatchObject(expected));
const succeeded = (paymentId: string) =>
  bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === paymentId);

async function paid(bookingId: string) {
  const payment = await prompted(bookingId);
  const ref = await bench.refOf(payment.id);
  await pawapay.pay(ref);
  await succeeded(payment.id);
  return { payment, ref };
}

async function once(paymentId: string, ref: string) {
  expect(bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
  expect(await pawapay.movedTimes('charge', ref)).toBe(1);
  expect(await pawapay.depositsOf(paymentId)).toEqual([ref]);
  expect(await bench.balance(paymentId, 'learner')).toBe(-5_000);
}

describe('a prompt', () => {
  it('is on the phone that the payer names, and its number is gone once it is paid', async () => {
    const { bookingId } = await bench.book();
    const { next } = await prompted(bookingId);
    expect(next).toMatchObject({ kind: 'push', dial: null });
    await becomes(bookingId, { payer: { phone: PHONE, country: 'CI' } });
    const { payment, ref } = await paid(bookingId);
    await becomes(bookingId, { status: 'succeeded', payer: null });
    await once(payment.id, ref);
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
      expect((await problemOf(open(bookingId, phone))).code).toBe(
        paymentErrors.phoneElsewhere.code,
      );
    }
    expect((await prompted(bookingId)).status).toBe('pending');
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
    const way = { ...mobile, countries };
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
    const first = await prompted(bookingId);
    await pawapay.decline(await bench.refOf(first.id), 'INSUFFICIENT_BALANCE');
    const reason = 'INSUFFICIENT_BALANCE';
    const failed = await bench.service.events.next(
      paymentEvents.failed,
      (e) => e.paymentId === first.id,
    );
    expect(failed.reason).toBe(reason);
    const { payment, ref } = await paid(bookingId);
    await becomes(
      bookingId,
      { status: 'canceled', failure_reason: reason, payer: null },
      { id: payment.id, status: 'succeeded' },
    );
    await once(payment.id, ref);
  });

  it('on one phone keeps the payer from one on another phone, or at another psp', async () => {
    const { bookingId } = await bench.book();
    const first = await prompted(bookingId);
    expect((await prompted(bookingId)).id).toBe(first.id);
    expect(await problemOf(open(bookingId, '+2250501020304'))).toMatchObject({ code: another });
    expect(await problemOf(bench.open(bookingId, newId(), 'stripe'))).toMatchObject({
      code: another,
    });
    await pawapay.decline(await bench.refOf(first.id));
    const second = await prompted(bookingId, '+2250501020304');
    expect(second.id).not.toBe(first.id);
  });

  it.each([
    ['22951345029', 'PAYER_NOT_FOUND'],
    ['22951345039', 'PAYMENT_NOT_APPROVED'],
    ['22951345069', 'UNSPECIFIED_FAILURE'],
    ['22602345048', 'INSUFFICIENT_BALANCE'],
  ])('of the test number %s fails: %s', async (number, reason) => {
    const { bookingId } = await bench.book();
    await prompted(bookingId, `+${number}`);
    await becomes(bookingId, { status: 'canceled', failure_reason: reason });
  });

  it('whose end is not reported stays pending, and is not made a second time', async () => {
    const { bookingId } = await bench.book();
    const payment = await prompted(bookingId, '+22951345129');
    const again = await prompted(bookingId, '+22951345129');
    expect(again).toMatchObject({ id: payment.id, status: 'pending' });
    expect(await pawapay.depositsOf(payment.id)).toHaveLength(1);
  });

  it('of an operator that is down waits in a queue', async () => {
    pawapay.faults.change({ enqueued: { next: 1, ms: 300 }, strangeStatus: { next: 1 } });
    const { bookingId } = await bench.book();
    const { payment, ref } = await paid(bookingId);
    await once(payment.id, ref);
  });
});

describe('an answer that is lost', () => {
  it.each([
    ['after the prompt', { timeoutAfterCharging: { next: 1, operations: ['deposits.create'] } }],
    [
      'with a cut line',
      { timeoutAfterCharging: { next: 1, mode: 'destroy', operations: ['deposits.create'] } },
    ],
    ['before the prompt', { error500BeforeCharging: { next: 1 } }],
    ['without which no operator is known', { rateLimit429: { next: 1 } }],
  ])('%s leaves the payment unknown, and its deposit is the only one', async (_when, api) => {
    const { bookingId } = await bench.book();
    pawapay.faults.change({ api });
    expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
    const [{ id } = {}] = await paymentsOf(bookingId);
    // Nobody asks again: the janitor finds it, or orders the same one.
    await becomes(bookingId, { status: 'pending' });
    const { payment, ref } = await paid(bookingId);
    expect(payment.id).toBe(id);
    await once(payment.id, ref);
  });

  it('and cannot be read is one as well', async () => {
    pawapay.faults.change({ unreadable: { next: 1 } });
    const { bookingId } = await bench.book();
    expect(await problemOf(open(bookingId))).toMatchObject({ status: 503 });
    const { payment, ref } = await paid(bookingId);
    await once(payment.id, ref);
  });

  it('brings no prompt for a booking that has ended meanwhile', async () => {
    pawapay.faults.change({ api: { error500BeforeCharging: { probability: 1 } } });
    const booking = await bench.book();
    expect(await problemOf(open(booking.bookingId))).toMatchObject({ status: 503 });
    await bench.end('expired', booking);
    await becomes(booking.bookingId, { status: 'failed', failure_reason: 'not_ordered' });
    pawapay.faults.reset();
    const [{ id } = {}] = await paymentsOf(booking.bookingId);
    expect(await pawapay.depositsOf(id as string)).toEqual([]);
  });

  it('a final no is one: the payment has failed, and nothing was ordered', async () => {
    pawapay.faults.change({ reject: { next: 1 } });
    const { bookingId } = await bench.book();
    expect((await problemOf(open(bookingId))).code).toBe(paymentErrors.refused.code);
    const failure_reason = 'PROVIDER_TEMPORARILY_UNAVAILABLE';
    await becomes(bookingId, { status: 'failed', failure_reason });
  });
});

describe('money', () => {
  it.each([
    ['before our request has its answer', { callbackFirst: { next: 1 } }],
    ['without a callback', { webhooks: { drop: { next: 1 } } }],
    [
      'with three callbacks at once',
      { webhooks: { duplicate: { next: 1, copies: 2 }, reorder: { windowMs: 30 } } },
    ],
    ['long after the payer has agreed', { api: { processing: { next: 1, ms: 500 } } }],
  ])('that comes %s is counted once', async (_how, faults) => {
    pawapay.faults.change(faults);
    const { bookingId } = await bench.book();
    const { payment, ref } = await paid(bookingId);
    await once(payment.id, ref);
  });

  it('that comes after the booking has ended is taken all the same', async () => {
    const booking = await bench.book();
    const payment = await prompted(booking.bookingId);
    await bench.end('expired', booking);
    await becomes(booking.bookingId, { close_requested_at: expect.any(Date) as Date });
    const ref = await bench.refOf(payment.id);
    await pawapay.pay(ref);
    await succeeded(payment.id);
    await once(payment.id, ref);
  });

  it.each([5_000, 2_000])('goes back: %i of 5000', async (amount) => {
    const { bookingId } = await bench.book();
    const { payment, ref } = await paid(bookingId);
    pawapay.loseAnswer();
    const due = { bookingId, refundRequestId: newId(), paymentId: payment.id };
    await bench.service.publish(bookingEvents.refundDue, {
      ...{ ...due, amount: franc(amount), reason: 'canceled' as const },
    });
    await eventually(async () =>
      expect((await bench.get(payment.id)).refunded.amount).toBe(amount),
    );
    expect(await bench.cases(payment.id)).toEqual([]);
    expect(await pawapay.movedTimes('refund', ref)).toBe(1);
  });
});
