import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JudgedDatabase } from './judged-database.harness.ts';
import type { MoneyFault } from './money-check.ts';
import { judgeMoney, type Moved } from './money-oracle.ts';
import { quoteChecks } from './quote-checks.ts';

let judged: JudgedDatabase;
beforeAll(async () => {
  judged = await JudgedDatabase.make();
}, 60_000);
afterAll(() => judged?.drop());

const ids = { booking: '', payment: '', refund: '' };
let moved: Moved[];

const entry = (action: Moved['action'], amount: number): Moved => ({
  ...{ psp: 'stripe', ref: 'pi-1', action, amount, currency: 'eur' },
});

/** 5 000 francs that were paid in euro, and of which 2 000 went back. */
beforeEach(async () => {
  await judged.empty();
  const [booking, payment, refund, quote] = Array.from({ length: 4 }, () => randomUUID());
  Object.assign(ids, { booking, payment, refund });
  const sql = (text: string, ...values: unknown[]) => judged.pool.query(text, values);
  await sql(
    `INSERT INTO payment.payment_quote (id, booking_id, amount, currency, charged_amount,
       charged_currency, rate_micros, rate_source, rate_at, expires_at)
     VALUES ($1, $2, 5000, 'XOF', 763, 'EUR', 655957000, 'fixed_parity', now(), now() + interval '1 hour')`,
    ...[quote, booking],
  );
  await sql(
    `INSERT INTO payment.payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency,
       refunded_amount, quote_id, charged_amount, charged_currency, charged_refunded)
     VALUES ($1, $2, gen_random_uuid(), 'stripe', 'pi-1', 'succeeded', 5000, 'XOF', 2000, $3, 763,
       'EUR', 305)`,
    ...[payment, booking, quote],
  );
  await sql(
    `INSERT INTO payment.refund (id, booking_id, payment_id, reason, status, amount, currency, psp_ref,
       charged_amount, charged_currency)
     VALUES ($1, $2, $3, 'canceled', 'succeeded', 2000, 'XOF', 're-1', 305, 'EUR')`,
    ...[refund, booking, payment],
  );
  const exchanged = (price: number, charged: number) =>
    [
      ['psp_clearing', 'stripe', charged, 'EUR'],
      ['fx', 'platform', 0 - charged, 'EUR'],
      ['fx', 'platform', price],
      ['learner', 'x', 0 - price],
    ] as const;
  await judged.post(['payment', payment!, 'charge'], exchanged(5_000, 763));
  await judged.post(['refund', refund!, 'refund'], exchanged(-2_000, -305));
  moved = [entry('charge', 763), entry('refund', 305)];
});

/** What the checks of quotes say alone: of lessons and announcements there is nothing here. */
async function found(): Promise<{ kind: MoneyFault; of: string | null }[]> {
  const ours = new Set(quoteChecks.map(({ what }) => what));
  const verdicts = await judgeMoney(judged.pool, moved);
  return verdicts
    .filter(({ what }) => ours.has(what))
    .flatMap(({ kind, found: things }) => things.map(({ of }) => ({ kind, of })));
}

const spoil = (text: string) => () => judged.pool.query(text);

describe('the oracle of payments in other money', () => {
  it('finds nothing wrong where what was quoted was charged, and its share went back', async () => {
    expect(await found()).toEqual([]);
  });

  it('nor where all of the price went back, and all that was paid', async () => {
    await judged.pool.query(
      `UPDATE payment.payment SET refunded_amount = 5000, charged_refunded = 763`,
    );
    await judged.pool.query(`UPDATE payment.refund SET amount = 5000, charged_amount = 763`);
    await judged.pool.query(`UPDATE payment.ledger_entry SET amount = CASE amount
      WHEN -305 THEN -763 WHEN 305 THEN 763 WHEN -2000 THEN -5000 WHEN 2000 THEN 5000 ELSE amount END`);
    expect(await found()).toEqual([]);
  });

  it.each([
    ['another sum than was quoted', () => (moved = [entry('charge', 764)])],
    [
      'a cent too much for the rate',
      spoil(`UPDATE payment.payment_quote SET rate_micros = 657000000`),
    ],
    [
      'a cent too little for the rate',
      spoil(`UPDATE payment.payment_quote SET rate_micros = 655000000`),
    ],
    ['a quote for another price', spoil(`UPDATE payment.payment_quote SET amount = 4999`)],
    [
      'other money that nobody quoted',
      spoil(
        `UPDATE payment.payment SET quote_id = NULL, charged_amount = NULL, charged_currency = NULL,
           charged_refunded = 0`,
      ),
    ],
    [
      'a cent that stays where all of the price went back',
      spoil(`UPDATE payment.payment SET refunded_amount = 5000, charged_refunded = 762`),
    ],
    [
      'more exchanged than was paid',
      spoil(`UPDATE payment.ledger_entry SET amount = 5001 WHERE account = 'fx' AND amount = 5000`),
    ],
    [
      'a refund that nothing was exchanged for',
      spoil(
        `UPDATE payment.ledger_entry SET account = 'suspense' WHERE account = 'fx' AND amount = 305`,
      ),
    ],
  ] as [string, () => unknown][])('sees %s, and whose it is', async (_what, tamper) => {
    await tamper();
    expect(await found()).toContainEqual({ kind: 'unbalanced', of: ids.booking });
  });
});
