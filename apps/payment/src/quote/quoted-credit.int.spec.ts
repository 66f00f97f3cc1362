import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newId, type Money, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents, paymentRpc, quoteErrors } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';
import { openWaveBench, type WaveBench } from '../psp/wave/wave.conformance.ts';

let wave: WaveBench;
let bench: PaymentBench;
let payer: TestActor;
beforeAll(async () => {
  wave = await openWaveBench();
  const day = new Date().toISOString().slice(0, 10);
  const file = join(tmpdir(), `rates-${newId()}.xml`);
  await writeFile(file, `<Cube time='${day}'><Cube currency='USD' rate='0.95'/></Cube>`);
  const RATES_URL = pathToFileURL(file).href;
  bench = await PaymentBench.start({ env: { ...wave.env, RATES_URL } });
  bench.receiveFrom(wave, 'wave');
});
beforeEach(async () => {
  payer = await testActor('student');
});
afterAll(async () => {
  await bench?.stop();
  await wave?.close();
});

const euro = (amount: number): Money => ({ amount, currency: 'EUR' });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

/** As if a refund had become credit. */
const give = (amount: number) =>
  bench.rows(
    `WITH movement AS (
       INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'refund', $1, 'refund_as_credit') RETURNING id)
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     SELECT movement.id, account, owner, amount, 'XOF' FROM movement, (VALUES
       ('credit', $2, -$3::bigint), ('refunds', 'platform', $3::bigint))
       AS entry (account, owner, amount)`,
    ...[newId(), payer.userId, amount],
  );
const creditOf = async () => {
  const { balances } = await bench.service.call(paymentRpc.credit, {}, { as: payer });
  return balances;
};
const book = (price = 5_000) => bench.book(franc(price), { learnerId: payer.userId });
const quote = (bookingId: string, credit?: boolean) => {
  const asked = { bookingId, currency: 'EUR' as const, ...(credit !== undefined && { credit }) };
  return bench.service.call(paymentRpc.quote, asked, { as: payer });
};
const open = (bookingId: string, more: { quoteId?: string; credit?: boolean; psp?: string }) =>
  bench.service.call(paymentRpc.createIntent, { bookingId, ...more }, { as: payer, key: newId() });

async function paid(price: number, credit: boolean, card?: string) {
  const { bookingId } = await book(price);
  const { id: quoteId } = await quote(bookingId, credit);
  const { id } = await open(bookingId, { quoteId, credit });
  await bench.stripe.pay(await bench.refOf(id), card);
  await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
  return { paymentId: id, bookingId };
}
const due = (of: { paymentId: string; bookingId: string }, amount: number) =>
  bench.service.publish(bookingEvents.refundDue, {
    ...{ ...of, refundRequestId: newId(), amount: franc(amount), reason: 'canceled' as const },
  });

/** What a payment and its refunds come to on each account, by currency; zeros are left out. */
async function books(paymentId: string): Promise<Record<string, number>> {
  const rows = await bench.rows(
    `SELECT account || ' ' || currency AS of, sum(amount)::float8 AS amount
     FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
     WHERE source_id IN (SELECT $1::uuid UNION ALL SELECT id FROM refund WHERE payment_id = $1)
     GROUP BY 1 HAVING sum(amount) <> 0`,
    paymentId,
  );
  return Object.fromEntries(rows.map(({ of, amount }) => [of, amount]));
}

describe('a lesson that credit and a card in other money pay for', () => {
  it('charges the card for what credit leaves, and gives back to both, the card first', async () => {
    await give(2_000);
    const { bookingId } = await book();
    const quoted = await quote(bookingId, true);
    // 3 000 / 655.957, up to the cent.
    expect(quoted).toMatchObject({ price: franc(3_000), charged: euro(458) });
    const { id } = await open(bookingId, { quoteId: quoted.id, credit: true });
    expect(await creditOf()).toEqual([]);
    await bench.stripe.pay(await bench.refOf(id));
    await bench.service.events.next(paymentEvents.succeeded, (event) => event.paymentId === id);
    const seen = await bench.service.call(paymentRpc.get, { id }, { as: payer });
    expect(seen).toMatchObject({
      ...{ amount: franc(5_000), credit: franc(2_000), charged: euro(458) },
      chargedRefunded: euro(0),
    });
    expect(await books(id)).toEqual({
      ...{ 'psp_clearing EUR': 458, 'fx EUR': -458, 'fx XOF': 3_000 },
      ...{ 'credit XOF': 2_000, 'learner XOF': -5_000 },
    });
    await due({ paymentId: id, bookingId }, 4_000);
    await eventually(async () => {
      expect(await books(id)).toEqual({ 'credit XOF': 1_000, 'learner XOF': -1_000 });
    });
    expect(await creditOf()).toEqual([franc(1_000)]);
    await due({ paymentId: id, bookingId }, 1_000);
    await eventually(async () => expect(await creditOf()).toEqual([franc(2_000)]));
    expect(await bench.service.call(paymentRpc.get, { id }, { as: payer })).toMatchObject({
      ...{ refunded: franc(5_000), chargedRefunded: euro(458) },
    });
    expect(await bench.cases(id)).toEqual([]);
  });

  it('goes on with the same quote for whoever says nothing more of credit', async () => {
    await give(2_000);
    const { bookingId } = await book();
    const { id: quoteId } = await quote(bookingId, true);
    const { id } = await open(bookingId, { quoteId, credit: true });
    expect(await open(bookingId, { quoteId })).toMatchObject({ id, charged: euro(458) });
    const other = open(bookingId, { quoteId, credit: false });
    expect(await codeOf(other)).toBe(quoteErrors.quoteExpired.code);
  });

  it('is offered in the other money that the card takes for what credit leaves, and for the price', async () => {
    // A card takes no less than 0.50, in whichever money; 328 francs are 0.48 USD.
    await give(4_672);
    const { bookingId } = await book();
    const ways = await bench.service.call(paymentRpc.ways, { id: bookingId }, { as: payer });
    expect(ways.items.find(({ psp }) => psp === 'stripe')).toMatchObject({
      ...{ rest: franc(328), currencies: ['EUR', 'USD'], restCurrencies: ['EUR'] },
    });
    const asked = { bookingId, currency: 'USD', credit: true } as const;
    const quoted = bench.service.call(paymentRpc.quote, asked, { as: payer });
    expect(await codeOf(quoted)).toBe(quoteErrors.rateUnknown.code);
  });

  it('spends no credit that its payer has not offered, or has no more', async () => {
    await give(2_000);
    const { bookingId } = await book();
    const { id: quoteId } = await quote(bookingId, true);
    for (const credit of [undefined, false]) {
      const asked = open(bookingId, { quoteId, ...(credit !== undefined && { credit }) });
      expect(await codeOf(asked)).toBe(quoteErrors.quoteExpired.code);
    }
    const other = await book();
    await open(other.bookingId, { psp: 'stripe', credit: true });
    expect(await codeOf(open(bookingId, { quoteId, credit: true }))).toBe('payment.credit_changed');
    expect(await bench.rows('SELECT FROM payment WHERE booking_id = $1', bookingId)).toEqual([]);
  });

  it('takes a link for the price and never for what the credit of its owner leaves', async () => {
    await give(2_000);
    const { bookingId } = await book();
    const { token } = await bench.service.call(paymentRpc.createLink, { bookingId }, { as: payer });
    const { id: quoteId } = await quote(bookingId, true);
    const paying = bench.service.call(paymentRpc.payLink, { token, quoteId });
    expect(await codeOf(paying)).toBe(quoteErrors.quoteExpired.code);
  });
});

describe('what a payer cannot choose', () => {
  it('is a wallet for other money, or an amount', async () => {
    const { bookingId } = await book();
    const { id: quoteId } = await quote(bookingId);
    const byWave = open(bookingId, { quoteId, psp: 'wave' });
    expect(await codeOf(byWave)).toBe(paymentErrors.amountNotTaken.code);
    for (const more of [{ charged: euro(1) }, { amount: franc(1) }]) {
      const asked = bench.service.call(
        paymentRpc.createIntent,
        { bookingId, quoteId, ...more },
        { as: payer, key: newId() },
      );
      expect(await codeOf(asked)).toBe('platform.invalid_input');
    }
  });
});

it('offers a refund of less than half a cent, and does not take for it what somebody sends back', async () => {
  const lesson = await paid(5_000, false);
  const { paymentId } = lesson;
  const isOurs = (event: { paymentId: string }) => event.paymentId === paymentId;
  await due(lesson, 3);
  await bench.service.events.next(paymentEvents.refundOffered, isOurs);
  const ref = await bench.refOf(paymentId);
  await bench.stripe.post('/v1/refunds', { payment_intent: ref, amount: '3' });
  await bench.service.events.next(paymentEvents.refunded, isOurs);
  const find = `SELECT status, failure_reason AS why, amount::int, charged_amount::int AS charged
    FROM refund WHERE payment_id = $1 ORDER BY id`;
  expect(await bench.rows(find, paymentId)).toEqual([
    { status: 'offered', why: 'less_than_a_cent', amount: 3, charged: null },
    { status: 'succeeded', why: null, amount: 20, charged: 3 },
  ]);
  expect(await books(paymentId)).toEqual({
    ...{ 'psp_clearing EUR': 760, 'fx EUR': -760, 'fx XOF': 4_980, 'learner XOF': -4_980 },
  });
});

describe('a refund in other money that came back', () => {
  it('is given as credit in the price, or sent by hand in what was charged', async () => {
    const finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
    for (const way of ['credit', 'hand'] as const) {
      const lesson = await paid(5_000, false, 'pm_card_refundFail');
      const { paymentId } = lesson;
      await due(lesson, 2_500);
      const { refundId: id } = await bench.service.events.next(
        paymentEvents.refundOffered,
        (event) => event.paymentId === paymentId,
      );
      const held = { 'psp_clearing EUR': 763, 'fx EUR': -763, 'fx XOF': 5_000 };
      expect(await books(paymentId)).toEqual({ ...held, 'learner XOF': -5_000 });
      const { items } = await bench.service.call(paymentRpc.staffRefunds, {}, { as: finance });
      expect(items.find((one) => one.id === id)).toMatchObject({
        ...{ amount: franc(2_500), charged: euro(382) },
      });
      if (way === 'credit') {
        const chosen = { id, as: 'credit' as const };
        await bench.service.call(paymentRpc.chooseRefund, chosen, { as: payer, key: newId() });
        const asCredit = { ...held, 'learner XOF': -2_500, 'credit XOF': -2_500 };
        expect(await books(paymentId)).toEqual(asCredit);
      } else {
        const sent = { id, reference: 'TR-0042' };
        await bench.service.call(paymentRpc.sendRefund, sent, { as: finance, key: newId() });
        expect(await books(paymentId)).toEqual({
          ...{ 'psp_clearing EUR': 381, 'fx EUR': -381, 'fx XOF': 2_500, 'learner XOF': -2_500 },
        });
      }
      const seen = await bench.service.call(paymentRpc.get, { id: paymentId }, { as: payer });
      expect(seen).toMatchObject({
        ...{ refunded: franc(2_500), chargedRefunded: euro(way === 'hand' ? 382 : 0) },
      });
    }
  });
});
