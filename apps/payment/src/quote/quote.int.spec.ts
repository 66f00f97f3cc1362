import { pathToFileURL } from 'node:url';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { newId, type Currency } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import {
  paymentErrors,
  paymentEvents,
  paymentRpc,
  quoteErrors,
  linkErrors,
} from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  const day = new Date().toISOString().slice(0, 10);
  const file = join(tmpdir(), `rates-${newId()}.xml`);
  await writeFile(file, `<Cube time='${day}'><Cube currency='USD' rate='1.0845'/></Cube>`);
  bench = await PaymentBench.start({
    env: { RATES_URL: pathToFileURL(file).href, RECONCILE_SETTLE_MS: '0' },
  });
});
afterAll(() => bench.stop());

const code = (type: { code: string }) => expect.objectContaining({ code: type.code });
const euro = (amount: number) => ({ amount, currency: 'EUR' as const });

const quote = (bookingId: string, currency: Currency = 'EUR', as = bench.learner) =>
  bench.service.call(paymentRpc.quote, { bookingId, currency }, { as });
const open = (bookingId: string, quoteId?: string) =>
  bench.service.call(
    paymentRpc.createIntent,
    { bookingId, psp: 'stripe', ...(quoteId && { quoteId }) },
    { as: bench.learner, key: newId() },
  );

/** What an account comes to, by currency, in all that was booked of a payment. */
async function booked(paymentId: string): Promise<Record<string, number>> {
  const rows = await bench.rows(
    `SELECT account || ' ' || currency AS of, sum(amount)::float8 AS amount
     FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
     WHERE source_id IN (SELECT $1::uuid UNION ALL SELECT id FROM refund WHERE payment_id = $1)
     GROUP BY 1 HAVING sum(amount) <> 0`,
    paymentId,
  );
  return Object.fromEntries(rows.map(({ of, amount }) => [of, amount]));
}

async function paidIn(currency: Currency, price: number) {
  const { bookingId } = await bench.book(franc(price));
  const { id: quoteId, charged } = await quote(bookingId, currency);
  const { id } = await open(bookingId, quoteId);
  await bench.stripe.pay(await bench.refOf(id));
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
  return { id, bookingId, charged };
}

async function refund(paymentId: string, bookingId: string, amount: number): Promise<void> {
  const refundRequestId = newId();
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId, bookingId, paymentId, amount: franc(amount), reason: 'canceled' },
  });
  await eventually(async () => {
    const find = `SELECT status FROM refund WHERE request_id = $1`;
    expect(await bench.rows(find, refundRequestId)).toEqual([{ status: 'succeeded' }]);
  });
}
const sentBack = async (paymentId: string) => {
  const ref = await bench.refOf(paymentId);
  const { data } = await bench.stripe.get<{ data: { amount: number; currency: string }[] }>(
    `/v1/refunds?payment_intent=${ref}&limit=100`,
  );
  expect(new Set(data.map(({ currency }) => currency))).toEqual(new Set(['eur']));
  return data.reduce((sum, one) => sum + one.amount, 0);
};

describe('a quote', () => {
  it('says what a price is, at which rate and for how long', async () => {
    const { bookingId } = await bench.book(franc(5_000));
    const inEuro = await quote(bookingId);
    expect(inEuro).toMatchObject({
      ...{ price: franc(5_000), charged: euro(763), rate: '655.957', source: 'fixed_parity' },
    });
    const left = Date.parse(inEuro.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(25 * 60_000);
    expect(left).toBeLessThanOrEqual(30 * 60_000);
    // 5 000 / (655.957 / 1.0845), up to the cent.
    expect(await quote(bookingId, 'USD')).toMatchObject({
      ...{ charged: { amount: 827, currency: 'USD' }, source: 'ecb', rate: '604.847395' },
    });
    expect(await quote(bookingId)).toEqual(inEuro);
  });

  it('is offered with the ways that take it', async () => {
    const { bookingId } = await bench.book(franc(5_000));
    const ways = await bench.service.call(
      paymentRpc.ways,
      { id: bookingId },
      { as: bench.learner },
    );
    expect(ways.items).toMatchObject([{ psp: 'stripe', currencies: ['EUR', 'USD'] }]);
  });

  it('is given for what can be paid by whoever asks, in money of which there is a rate', async () => {
    const { bookingId } = await bench.book();
    const stranger = await testActor('student');
    await expect(quote(bookingId, 'EUR', stranger)).rejects.toThrow(
      code(paymentErrors.bookingNotFound),
    );
    for (const currency of ['XOF', 'XAF', 'CAD'] as const) {
      await expect(quote(bookingId, currency)).rejects.toThrow(code(quoteErrors.rateUnknown));
    }
  });

  it('is refused once it is over, and for another booking; a new one is there', async () => {
    const { bookingId } = await bench.book();
    const { id } = await quote(bookingId);
    const other = await bench.book();
    await expect(open(other.bookingId, id)).rejects.toThrow(code(quoteErrors.quoteExpired));
    await expect(open(bookingId, newId())).rejects.toThrow(code(quoteErrors.quoteExpired));
    const old = newId();
    await bench.rows(
      `INSERT INTO payment_quote SELECT $2, booking_id, amount, currency, charged_amount,
         charged_currency, rate_micros, rate_source, rate_at, now() - interval '1 hour',
         now() - interval '1 second' FROM payment_quote WHERE id = $1`,
      id,
      old,
    );
    await expect(open(bookingId, old)).rejects.toThrow(code(quoteErrors.quoteExpired));
    expect(await bench.rows('SELECT FROM payment WHERE booking_id = $1', bookingId)).toEqual([]);
    const { id: again } = await quote(bookingId);
    expect(await open(bookingId, again)).toMatchObject({ charged: euro(763) });
  });

  it('never changes, nor does what a payment charges by it', async () => {
    const { bookingId } = await bench.book();
    const { id } = await quote(bookingId);
    const payment = await open(bookingId, id);
    const refused = (sql: string, key: string) =>
      expect(bench.rows(sql, key)).rejects.toMatchObject({ code: '23514' });
    await refused('UPDATE payment_quote SET charged_amount = 1 WHERE id = $1', id);
    await refused('UPDATE payment SET charged_amount = 1 WHERE id = $1', payment.id);
  });
});

describe('a payment in other money', () => {
  it('charges what the quote says, and owes the price', async () => {
    const { id } = await paidIn('EUR', 5_000);
    const ref = await bench.refOf(id);
    expect(await bench.stripe.get<object>(`/v1/payment_intents/${ref}`)).toMatchObject({
      ...{ amount: 763, currency: 'eur', status: 'succeeded' },
    });
    expect(await bench.get(id)).toMatchObject({ amount: franc(5_000), charged: euro(763) });
    expect(await booked(id)).toEqual({
      ...{ 'psp_clearing EUR': 763, 'fx EUR': -763, 'fx XOF': 5_000, 'learner XOF': -5_000 },
    });
  });

  it('makes room for one in the money of the price, and the other way round', async () => {
    const { bookingId } = await bench.book();
    const inFrancs = await open(bookingId);
    const { id: quoteId } = await quote(bookingId);
    const inEuro = await open(bookingId, quoteId);
    expect(inEuro.id).not.toBe(inFrancs.id);
    expect(await bench.get(inFrancs.id)).toMatchObject({ status: 'canceled', charged: null });
    // Asked for again it is the same.
    expect((await open(bookingId, quoteId)).id).toBe(inEuro.id);
    const again = await open(bookingId);
    expect(await bench.get(inEuro.id)).toMatchObject({ status: 'canceled' });
    expect(again).toMatchObject({ status: 'pending', charged: null });
  });

  it('goes back in parts, of which the last takes what is left', async () => {
    const { id, bookingId } = await paidIn('EUR', 5_000);
    await refund(id, bookingId, 1_667);
    expect(await sentBack(id)).toBe(254);
    await refund(id, bookingId, 1_667);
    await refund(id, bookingId, 1_666);
    expect(await sentBack(id)).toBe(763);
    expect(await booked(id)).toEqual({});
    expect(await bench.get(id)).toMatchObject({ refunded: franc(5_000) });
    expect(await bench.cases(id)).toEqual([]);
  });

  it('never goes back by more than was paid, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1_000, max: 90_000 }),
        fc.array(fc.integer({ min: 50, max: 600 }), { minLength: 1, maxLength: 3 }),
        async (price, cuts) => {
          const { id, bookingId, charged } = await paidIn('EUR', price);
          let left = price;
          for (const cut of cuts) {
            const part = Math.ceil((price * cut) / 1_000);
            // Of a rest that is worth less than a cent nothing is sent, and its payer is asked.
            const amount = left - part < 10 ? left : part;
            if (amount === 0) break;
            await refund(id, bookingId, amount);
            left -= amount;
          }
          const back = await sentBack(id);
          expect(back).toBeLessThanOrEqual(charged.amount);
          if (left === 0) expect(back).toBe(charged.amount);
          const books = await booked(id);
          expect(books['psp_clearing EUR'] ?? 0).toBe(charged.amount - back);
          expect(books['learner XOF'] ?? 0).toBe(0 - left);
          expect(books['fx EUR'] ?? 0).toBe(back - charged.amount);
          expect(books['fx XOF'] ?? 0).toBe(left);
        },
      ),
      { numRuns: 5 },
    );
  }, 180_000);

  it('that somebody sends back at the psp is counted in the price', async () => {
    const { id } = await paidIn('EUR', 5_000);
    const ref = await bench.refOf(id);
    await bench.stripe.post('/v1/refunds', { payment_intent: ref, amount: '381' });
    await bench.service.events.next(paymentEvents.refunded, (event) => event.paymentId === id);
    expect(
      await bench.rows('SELECT amount::int, currency FROM refund WHERE payment_id = $1', id),
    ).toEqual([{ amount: 2_497, currency: 'XOF' }]);
    expect(await booked(id)).toMatchObject({ 'psp_clearing EUR': 382, 'learner XOF': -2_503 });
  });

  it('is explained by its receipt and by the statement of whoever pays', async () => {
    const { id } = await paidIn('EUR', 5_000);
    await eventually(async () => {
      const find = `SELECT facts -> 'charged' AS charged FROM document WHERE payment_id = $1`;
      expect(await bench.rows(find, id)).toEqual([
        { charged: { amount: euro(763), rate: '655.957' } },
      ]);
    });
    const month = new Date().toISOString().slice(0, 7);
    const { accounts } = await bench.service.call(
      paymentRpc.statement,
      { month, as: 'payer' },
      { as: bench.learner },
    );
    const lines = accounts.flatMap((account) => account.lines);
    expect(lines).toContainEqual(
      expect.objectContaining({ kind: 'charge', in: franc(5_000), charged: euro(763) }),
    );
    expect(accounts.map(({ opening }) => opening.currency)).toEqual(['XOF']);
  });

  it('can be made by whoever has a link', async () => {
    const { bookingId } = await bench.book(franc(5_000));
    const { token } = await bench.service.call(
      paymentRpc.createLink,
      { bookingId },
      { as: bench.learner },
    );
    const byLink = (of: string) =>
      bench.service.call(paymentRpc.linkQuote, { token: of, currency: 'EUR' });
    const { id: quoteId } = await byLink(token);
    const paid = await bench.service.call(paymentRpc.payLink, { token, psp: 'stripe', quoteId });
    expect(paid).toMatchObject({ charged: euro(763), status: 'pending' });
    await expect(byLink('x'.repeat(43))).rejects.toThrow(code(linkErrors.linkOver));
  });

  it('agrees with what the psp lists', async () => {
    const { id, bookingId } = await paidIn('EUR', 5_000);
    await refund(id, bookingId, 1_000);
    const finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
    const from = new Date(Date.now() - 3_600_000).toISOString();
    for (const psp of ['stripe', undefined]) {
      const { id: run } = await bench.service.call(
        paymentRpc.startReconciliation,
        { from, to: new Date().toISOString(), ...(psp && { psp }) },
        { as: finance },
      );
      await eventually(async () => {
        const { items } = await bench.service.call(
          paymentRpc.listReconciliations,
          {},
          { as: finance },
        );
        expect(items.find((one) => one.id === run)?.endedAt).not.toBeNull();
      });
    }
    const { items } = await bench.service.call(paymentRpc.listMismatches, {}, { as: finance });
    // No booking service has confirmed it here, which is all that there is to find.
    const others = items.filter(({ paymentId, side }) => paymentId === id && side !== 'booking');
    expect(others).toEqual([]);
  });
});
