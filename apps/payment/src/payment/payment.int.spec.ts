import { newId, platformErrors, Problem } from '@edu/contract-kit';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

const problem = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw new Error(`no problem but ${String(error)}`);
  return error.code;
};
const paymentRow = async (bookingId: string) => {
  const rows = await bench.rows('SELECT * FROM payment WHERE booking_id = $1', bookingId);
  return rows.at(-1) as { id: string; status: string; psp_ref: string | null };
};

describe('opening a payment', () => {
  it('asks for the booking’s price and answers what the client needs', async () => {
    const booking = bench.book({ amount: 7_500, currency: 'XAF' });
    const payment = await bench.open(booking.id);
    expect(payment).toMatchObject({
      bookingId: booking.id,
      psp: 'stripe',
      status: 'pending',
      amount: { amount: 7_500, currency: 'XAF' },
      refunded: { amount: 0, currency: 'XAF' },
      publishableKey: bench.stripe.env['STRIPE_PUBLISHABLE_KEY'],
    });
    const ref = await bench.refOf(payment.id);
    const page = `${bench.stripe.env['STRIPE_CHECKOUT_URL']}/checkout/${ref}`;
    expect(payment.checkoutUrl).toBe(`${page}?client_secret=${payment.clientSecret}`);
    expect((await fetch(payment.checkoutUrl!)).status).toBe(200);
    const intent = await bench.stripe.get<object>(`/v1/payment_intents/${ref}`);
    expect(intent).toMatchObject({
      amount: 7_500,
      currency: 'xaf',
      metadata: { paymentId: payment.id, bookingId: booking.id },
    });
  });

  it('answers a repeated call with the stored answer', async () => {
    const booking = bench.book();
    const key = newId();
    const first = await bench.open(booking.id, key);
    bench.bookings.delete(booking.id);
    expect(await bench.open(booking.id, key)).toEqual(first);
  });

  it('opens one payment and one intent, however many ask at once', async () => {
    const booking = bench.book();
    const same = newId();
    const keys = Array.from({ length: 24 }, (_, n) => (n % 2 ? same : newId()));
    const answers = await Promise.allSettled(keys.map((key) => bench.open(booking.id, key)));
    const payments = new Set<string>();
    for (const answer of answers) {
      if (answer.status === 'fulfilled') payments.add(answer.value.id);
      // Two calls with one key may meet, at our door or at the psp's; a repeat helps.
      else expect([409, 503]).toContain((answer.reason as Problem).status);
    }
    expect(payments.size).toBe(1);
    const ids = await Promise.all(keys.map(async (key) => (await bench.open(booking.id, key)).id));
    expect(new Set(ids)).toEqual(payments);
    const { data } = await bench.stripe.get<{ data: { metadata: { bookingId: string } }[] }>(
      '/v1/payment_intents?limit=100',
    );
    expect(data.filter(({ metadata }) => metadata.bookingId === booking.id)).toHaveLength(1);
  });

  it('refuses a key used for another booking, and a call without one', async () => {
    const key = newId();
    await bench.open(bench.book().id, key);
    expect(await problem(bench.open(bench.book().id, key))).toBe(
      platformErrors.idempotencyKeyReused.code,
    );
    const bookingId = bench.book().id;
    const keyless = bench.service.call(
      paymentRpc.createIntent,
      { bookingId },
      { as: bench.learner },
    );
    expect(await problem(keyless)).toBe(platformErrors.idempotencyKeyMissing.code);
  });

  it('lets the booking service say who may pay, as that user', async () => {
    expect(await problem(bench.open(newId()))).toBe(bookingErrors.notFound.code);
    const over = bench.book(undefined, 'expired');
    expect(await problem(bench.open(over.id))).toBe(bookingErrors.illegalTransition.code);
    const asked = bench.service.nats.connection.subscribe(bookingRpc.getPayable.subject);
    await bench.open(bench.book().id);
    for await (const message of asked) {
      expect(message.headers?.get('x-actor')).toBe(bench.learner.token);
      break;
    }
  });

  it('refuses strangers, other roles, unknown psps and malformed input', async () => {
    const { id: bookingId } = bench.book();
    const open = (input: object, as?: Awaited<ReturnType<typeof testActor>>) =>
      problem(
        bench.service.call(paymentRpc.createIntent, input as { bookingId: string }, {
          key: newId(),
          ...(as && { as }),
        }),
      );
    expect(await open({ bookingId })).toBe(platformErrors.unauthenticated.code);
    expect(await open({ bookingId }, await testActor('tutor'))).toBe(platformErrors.forbidden.code);
    const learner = bench.learner;
    expect(await open({ bookingId, psp: 'nobody' }, learner)).toBe(paymentErrors.unknownPsp.code);
    for (const bad of [
      {},
      { bookingId: 'x' },
      { bookingId, amount: 1 },
      { bookingId, psp: '../x' },
    ]) {
      expect(await open(bad, learner)).toBe(platformErrors.invalidInput.code);
    }
    expect(await paymentRow(bookingId)).toBeUndefined();
  });

  it('ends a payment that the psp refuses, and may try again', async () => {
    const booking = bench.book({ amount: 5, currency: 'XOF' });
    expect(await problem(bench.open(booking.id))).toBe(paymentErrors.refused.code);
    const failed = await bench.service.events.next(
      paymentEvents.failed,
      (event) => event.bookingId === booking.id,
    );
    expect(failed.reason).toBe('amount_too_small');
    expect((await paymentRow(booking.id)).status).toBe('failed');
    const free = bench.book({ amount: 0, currency: 'XOF' });
    expect(await problem(bench.open(free.id))).toBe(paymentErrors.refused.code);
    bench.bookings.set(booking.id, { ...booking, price: { amount: 5_000, currency: 'XOF' } });
    expect((await bench.open(booking.id)).status).toBe('pending');
  });

  it('refuses to take the money of a paid booking again', async () => {
    const { booking } = await bench.paid();
    expect(await problem(bench.open(booking.id))).toBe(paymentErrors.alreadyPaid.code);
  });
});

describe('reading a payment', () => {
  it('shows it to its payer; to all others it is like a random id', async () => {
    const { id } = await bench.open(bench.book().id);
    expect((await bench.get(id)).id).toBe(id);
    const stranger = await testActor('student');
    const read = (payment: string) =>
      problem(bench.service.call(paymentRpc.get, { id: payment }, { as: stranger }));
    expect(await read(id)).toBe(paymentErrors.notFound.code);
    expect(await read(newId())).toBe(paymentErrors.notFound.code);
  });
});

describe('a psp that does not answer', () => {
  it('leaves the payment unknown; the same key then gets it, and pays once', async () => {
    const booking = bench.book();
    const key = newId();
    bench.stripe.answerLate();
    expect(await problem(bench.open(booking.id, key))).toBe(paymentErrors.pspUnavailable.code);
    const { id, status } = await paymentRow(booking.id);
    expect(status).toBe('unknown');
    bench.stripe.heal();
    const payment = await eventually(() => bench.open(booking.id, key));
    expect(payment.id).toBe(id);
    const ref = await bench.refOf(id);
    await bench.stripe.pay(ref);
    await eventually(async () => expect((await bench.get(id)).status).toBe('succeeded'));
    expect(await bench.stripe.moved('charge', ref)).toHaveLength(1);
  });

  it('gets past an error that the psp remembers', async () => {
    const booking = bench.book();
    const key = newId();
    bench.stripe.breakDown();
    expect(await problem(bench.open(booking.id, key))).toBe(paymentErrors.pspUnavailable.code);
    expect((await bench.open(booking.id, key)).status).toBe('pending');
  });

  it('is asked again without anybody’s help, also for a request that died half-way', async () => {
    const booking = bench.book();
    const id = newId();
    await bench.rows(
      `INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency, due_at)
       VALUES ($1, $2, $3, 'stripe', 5000, 'XOF', now())`,
      id,
      booking.id,
      bench.learner.userId,
    );
    await eventually(async () => expect((await bench.get(id)).status).toBe('pending'));
    expect((await bench.open(booking.id)).id).toBe(id);
  });
});

describe('a payment that succeeds', () => {
  it('is told once and stands in the ledger', async () => {
    const { booking, payment } = await bench.paid();
    expect((await bench.get(payment.id)).status).toBe('succeeded');
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toMatchObject([
      { bookingId: booking.id, amount: { amount: 5_000, currency: 'XOF' }, psp: 'stripe' },
    ]);
    expect(await bench.balance(payment.id, 'psp_clearing')).toBe(5_000);
    expect(await bench.balance(payment.id, 'learner')).toBe(-5_000);
  });

  it('is found without any webhook', async () => {
    bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    const { payment } = await bench.paid();
    expect((await bench.get(payment.id)).status).toBe('succeeded');
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toHaveLength(1);
  });

  it('may be declined first', async () => {
    const payment = await bench.open(bench.book().id);
    const ref = await bench.refOf(payment.id);
    await bench.stripe.decline(ref);
    await bench.stripe.pay(ref);
    await eventually(async () => expect((await bench.get(payment.id)).status).toBe('succeeded'));
    expect(bench.eventsOf(paymentEvents.failed, payment.id)).toHaveLength(0);
  });

  it('does not succeed with another amount than was asked for', async () => {
    const payment = await bench.open(bench.book().id);
    const ref = await bench.refOf(payment.id);
    await bench.stripe.post(`/v1/payment_intents/${ref}`, { amount: '400' });
    await bench.stripe.pay(ref);
    await eventually(async () => {
      const [row] = await bench.rows('SELECT * FROM payment WHERE id = $1', payment.id);
      expect(row).toMatchObject({ status: 'pending', failure_reason: 'amount_mismatch' });
    });
    expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toHaveLength(0);
    expect(await bench.balance(payment.id, 'learner')).toBe(0);
  });
});

describe('a booking that is over', () => {
  it.each(['expired', 'canceled'] as const)('%s: closes its open payment', async (how) => {
    const booking = bench.book();
    const payment = await bench.open(booking.id);
    const ref = await bench.refOf(payment.id);
    await bench.end(how, booking);
    await bench.service.events.next(paymentEvents.failed, (e) => e.paymentId === payment.id);
    expect((await bench.get(payment.id)).status).toBe('canceled');
    const intent = await bench.stripe.get<{ status: string }>(`/v1/payment_intents/${ref}`);
    expect(intent.status).toBe('canceled');
    expect(bench.eventsOf(paymentEvents.failed, payment.id)).toHaveLength(1);
  });

  it('still takes the money that was paid meanwhile', async () => {
    bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    const booking = bench.book();
    const payment = await bench.open(booking.id);
    await bench.stripe.pay(await bench.refOf(payment.id));
    await bench.end('expired', booking);
    await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
    expect(bench.eventsOf(paymentEvents.failed, payment.id)).toHaveLength(0);
  });

  it('makes room for another payment when the intent was canceled at the psp', async () => {
    bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
    const booking = bench.book();
    const first = await bench.open(booking.id);
    await bench.stripe.post(`/v1/payment_intents/${await bench.refOf(first.id)}/cancel`);
    const second = await bench.open(booking.id);
    expect(second.id).not.toBe(first.id);
    expect(second.status).toBe('pending');
  });
});
