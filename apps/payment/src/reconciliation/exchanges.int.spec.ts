import { newId, type Money } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
let finance: TestActor;
/** Before anything was paid there. */
let since: Date;
afterEach(() => bench?.stop());

/** A psp whose account keeps all money in one currency, at these rates. */
async function settlesIn(currency: string, rates: Record<string, number>) {
  since = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 1_000);
  bench = await PaymentBench.start({
    stripe: { settlement: { currency, rates } },
    env: { RECONCILE_SETTLE_MS: '0' },
  });
  finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
}

/** What moved, or what the psp holds; waits until the comparison has ended. */
async function compare(more: { balance?: true } = {}) {
  const input = {
    ...{ from: since.toISOString(), to: new Date().toISOString(), psp: 'stripe' },
    ...more,
  };
  const { id } = await bench.service.call(paymentRpc.startReconciliation, input, { as: finance });
  return eventually(async () => {
    const { items } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
    const run = items.find((one) => one.id === id)!;
    if (run.endedAt === null) throw new Error(`the run is ${run.state}`);
    return run;
  });
}

const mismatches = () => bench.service.call(paymentRpc.listMismatches, {}, { as: finance });
const positions = () => bench.service.call(paymentRpc.fxPositions, {}, { as: finance });

async function sendBack(paymentId: string, bookingId: string, price: Money) {
  const refundRequestId = newId();
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId, bookingId, paymentId, amount: price, reason: 'canceled' },
  });
  await eventually(async () => {
    const find = `SELECT status FROM refund WHERE request_id = $1`;
    expect(await bench.rows(find, refundRequestId)).toEqual([{ status: 'succeeded' }]);
  });
}

/** What is booked of the exchanges of a payment, as finance finds it by the payment. */
async function exchangesOf(paymentId: string) {
  const asked = { paymentId, kind: 'psp_exchange' } as const;
  const { items } = await bench.service.call(paymentRpc.searchLedger, asked, { as: finance });
  return items.map(({ paymentId: of, pspRef, lines }) => {
    expect(of).toBe(paymentId);
    const moved = lines.map(({ account, balance: { amount, currency } }) => [
      ...[account, amount, currency],
    ]);
    return { pspRef, moved };
  });
}

async function paidInEuro(): Promise<{ id: string; bookingId: string; ref: string }> {
  const as = bench.learner;
  const { bookingId } = await bench.book(franc(5_000));
  const asked = { bookingId, currency: 'EUR' } as const;
  const { id: quoteId } = await bench.service.call(paymentRpc.quote, asked, { as });
  const paying = { bookingId, psp: 'stripe', quoteId };
  const { id } = await bench.service.call(paymentRpc.createIntent, paying, { as, key: newId() });
  const ref = await bench.refOf(id);
  await bench.stripe.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
  return { id, bookingId, ref };
}

describe('a psp that keeps euro of what is charged in francs', () => {
  it('agrees with the books in both currencies, and what it made of it is open', async () => {
    const rates = { xof: 0.0015245 };
    await settlesIn('eur', rates);
    const { payment, booking, ref } = await bench.paid();
    expect(await compare()).toMatchObject({ state: 'done', found: 0 });
    // 5 000 × 0.0015245, and 1.5 % of it in euro.
    expect(await exchangesOf(payment.id)).toEqual([
      {
        pspRef: ref,
        moved: [
          ['psp_clearing', -5_000, 'XOF'],
          ['fx', 5_000, 'XOF'],
          ['fx', -762, 'EUR'],
          ['psp_clearing', 762, 'EUR'],
        ],
      },
    ]);
    const open = { taken: { amount: 762, currency: 'EUR' }, owed: franc(5_000) };
    expect(await positions()).toMatchObject({ items: [open], results: [] });
    expect(await compare({ balance: true })).toMatchObject({
      state: 'done',
      compared: 2,
      found: 0,
    });
    expect(await compare()).toMatchObject({ found: 0, gone: 0 });
    expect(await exchangesOf(payment.id)).toHaveLength(1);

    // What goes back is exchanged at the rate of its day.
    rates.xof = 0.00153;
    await sendBack(payment.id, booking.bookingId, franc(2_000));
    expect(await compare()).toMatchObject({ found: 0 });
    expect(await compare({ balance: true })).toMatchObject({ found: 0 });
    const left = { taken: { amount: 762 - 306, currency: 'EUR' }, owed: franc(3_000) };
    expect(await positions()).toMatchObject({ items: [left] });
    expect((await mismatches()).items).toEqual([]);
  });

  it('disagrees where it says another sum than the books have, and only then', async () => {
    await settlesIn('eur', { xof: 0.0015245 });
    const { payment, ref } = await bench.paid();
    await bench.rows(
      `INSERT INTO psp_exchange (id, psp, kind, ref, payment_id, charged_amount, charged_currency,
         settled_amount, settled_currency, exchanged_at)
       VALUES ($1, 'stripe', 'exchange', $2, $3, 5000, 'XOF', 761, 'EUR', now())`,
      ...[newId(), ref, payment.id],
    );
    expect(await compare()).toMatchObject({ state: 'done', found: 1 });
    expect((await mismatches()).items).toMatchObject([
      {
        ...{ kind: 'other_amount', about: 'exchange', subject: ref, paymentId: payment.id },
        here: { amount: 761, currency: 'EUR' },
        there: { amount: 762, currency: 'EUR' },
      },
    ]);
  });
});

describe('a psp that keeps francs of what is charged in euro for a price in francs', () => {
  it('closes what was open, and the difference to the price is a loss of its own', async () => {
    await settlesIn('xof', { eur: 654 });
    const { id, bookingId, ref } = await paidInEuro();
    expect(await compare()).toMatchObject({ state: 'done', found: 0 });
    // 7.63 × 654 are 4 990 of the 5 000 that are owed.
    expect(await exchangesOf(id)).toEqual([
      {
        pspRef: ref,
        moved: [
          ['psp_clearing', -763, 'EUR'],
          ['fx', 763, 'EUR'],
          ['fx', -5_000, 'XOF'],
          ['psp_clearing', 4_990, 'XOF'],
          ['fx_result', 10, 'XOF'],
        ],
      },
    ]);
    const lost = { amount: -10, currency: 'XOF' };
    expect(await positions()).toMatchObject({ items: [], results: [lost] });
    expect(await compare({ balance: true })).toMatchObject({ compared: 2, found: 0 });

    await sendBack(id, bookingId, franc(5_000));
    expect(await compare()).toMatchObject({ found: 0 });
    expect(await compare({ balance: true })).toMatchObject({ found: 0 });
    // As much left as had come: nothing is gained or lost any more.
    expect(await positions()).toMatchObject({ items: [], results: [{ amount: 0 }] });
  });

  it('never changes what it said of one', async () => {
    await settlesIn('xof', { eur: 654 });
    await paidInEuro();
    await compare();
    const change = 'UPDATE psp_exchange SET settled_amount = 1';
    await expect(bench.rows(change)).rejects.toMatchObject({
      code: expect.stringMatching(/^(23514|42501)$/),
    });
  });
});
