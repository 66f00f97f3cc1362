import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JudgedDatabase } from './judged-database.harness.ts';
import type { MoneyFault } from './money-check.ts';
import { judgeMoney, type Moved } from './money-oracle.ts';

const EARNED = 9_000;
const PAID = 8_000;
const PROVIDER = randomUUID();

let judged: JudgedDatabase;
beforeAll(async () => {
  judged = await JudgedDatabase.make();
}, 60_000);
afterAll(() => judged?.drop());

const entry = (action: Moved['action'], ref: string, amount: number): Moved => ({
  ...{ psp: 'wave', ref, action, amount, currency: 'XOF' },
});

let payout: string;
let moved: Moved[];

/** A provider has earned something, and most of it has arrived. */
beforeEach(async () => {
  await judged.empty();
  payout = randomUUID();
  await judged.post(
    ['booking', randomUUID(), 'compensation'],
    [
      ['platform_costs', 'platform', EARNED],
      ['provider_payable', PROVIDER, -EARNED],
    ],
  );
  await judged.pool.query(
    `INSERT INTO payment.payout (id, batch_id, provider_id, psp, psp_ref, operator, payee_end, status,
       amount, currency, ordered_at)
     VALUES ($1, gen_random_uuid(), $2, 'wave', 'pt-1', 'Wave', '04', 'paid', $3, 'XOF', now())`,
    [payout, PROVIDER, PAID],
  );
  await judged.post(
    ['payout', payout, 'payout'],
    [
      ['provider_payable', PROVIDER, PAID],
      ['payout_in_transit', PROVIDER, -PAID],
    ],
  );
  await judged.post(
    ['payout', payout, 'payout_paid'],
    [
      ['payout_in_transit', PROVIDER, PAID],
      ['psp_clearing', 'wave', -PAID],
    ],
  );
  await judged.announce('payment', 'evt.payment.payout_paid.v1', payout, { payoutId: payout });
  moved = [entry('payout', 'pt-1', PAID)];
});

async function found(): Promise<{ kind: MoneyFault; of: string | null }[]> {
  const verdicts = await judgeMoney(judged.pool, moved);
  return verdicts.flatMap(({ kind, found: things }) => things.map(({ of }) => ({ kind, of })));
}

const spoil = (text: string) => () => judged.pool.query(text);

describe('the oracle of payouts', () => {
  it('finds nothing wrong where what was planned has arrived', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    ['twice', 'one that was paid twice', () => moved.push(entry('payout', 'pt-1', PAID))],
    [
      'twice',
      'one that was announced twice',
      () => judged.announce('payment', 'evt.payment.payout_paid.v1', payout, { payoutId: payout }),
    ],
    ['twice', 'one that nobody was informed of', spoil('DELETE FROM payment.outbox')],
    ['lost', 'one that no psp paid', () => moved.pop()],
    [
      'lost',
      'one that failed here and arrived',
      spoil(`UPDATE payment.payout SET status = 'failed', failure_reason = 'x'`),
    ],
    ['lost', 'another sum', () => (moved = [entry('payout', 'pt-1', PAID - 1)])],
    [
      'lost',
      'one to a number of somebody else',
      spoil(`INSERT INTO payment.payout_account (id, provider_id, currency, phone, country, psp, operator,
          holder_name, name_check, waits_for, payable_from, changed_at)
        VALUES (gen_random_uuid(), '${PROVIDER}', 'XOF', '+2250701020304', 'CI', 'wave', 'Wave', 'Awa',
          'differs', 'name', now(), now())`),
    ],
    [
      'open',
      'one that waits',
      spoil(`UPDATE payment.payout SET status = 'unknown', due_at = now(), payee = '{}'`),
    ],
    [
      'unbalanced',
      'one that the ledger has still under way',
      spoil(`DELETE FROM payment.ledger_entry WHERE transaction_id IN (
        SELECT id FROM payment.ledger_transaction WHERE purpose = 'payout_paid')`),
    ],
  ] as [MoneyFault, string, () => unknown][])(
    '%s: sees %s, and which',
    async (kind, _what, tamper) => {
      await tamper();
      expect(await found()).toContainEqual({ kind, of: payout });
    },
  );

  it('sees whoever was paid more than was earned, and a payout that is none of ours', async () => {
    await judged.pool.query(
      `UPDATE payment.ledger_entry SET amount = CASE WHEN amount > 0 THEN 7000 ELSE -7000 END
       WHERE abs(amount) = ${EARNED}`,
    );
    moved.push(entry('payout', 'pt-2', 1));
    const seen = await found();
    expect(seen).toContainEqual({ kind: 'unbalanced', of: null });
    expect(seen).toContainEqual({ kind: 'lost', of: null });
  });
});

describe('the oracle of reserves', () => {
  let reserve: string;
  let booking: string;

  /** A part of what was earned is kept. */
  beforeEach(async () => {
    [reserve, booking] = [randomUUID(), randomUUID()];
    await judged.pool.query(
      `INSERT INTO payment.reserve (id, booking_id, provider_id, currency, amount, rule_id, kept_at,
         release_at, due_at)
       VALUES ($1, $2, $3, 'XOF', 700, 1, now(), now() + interval '30 days', now() + interval '30 days')`,
      [reserve, booking, PROVIDER],
    );
    await judged.post(
      ['reserve', reserve, 'reserve_kept'],
      [
        ['provider_payable', PROVIDER, 700],
        ['provider_reserve', PROVIDER, -700],
      ],
    );
  });

  it('finds nothing wrong where the books keep what the row says', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    ['unbalanced', 'one that the books keep more of', `UPDATE payment.reserve SET amount = 699`],
    [
      'unbalanced',
      'one that ended and is kept still',
      `UPDATE payment.reserve SET ended_at = now(), due_at = NULL`,
    ],
    [
      'open',
      'one that nobody releases',
      `UPDATE payment.reserve SET kept_at = now() - interval '9 days', release_at = now() - interval '1 day'`,
    ],
  ] as [MoneyFault, string, string][])('%s: sees %s', async (kind, _what, text) => {
    await spoil(text)();
    expect(await found()).toContainEqual({ kind, of: booking });
  });

  it('sees what no chargeback took, and what is kept of nobody', async () => {
    await spoil('UPDATE payment.reserve SET taken = 1')();
    const seen = await found();
    expect(seen).toContainEqual({ kind: 'lost', of: null });
    expect(seen).toContainEqual({ kind: 'unbalanced', of: null });
  });
});

describe('the oracle of chargebacks', () => {
  const ids = { payment: '', booking: '', chargeback: '', part: '' };

  /** A payment of which the bank has taken something, and has given it back. */
  beforeEach(async () => {
    const [payment, booking, chargeback, part] = Array.from({ length: 4 }, () => randomUUID());
    Object.assign(ids, { payment, booking, chargeback, part });
    const sql = (text: string, ...values: unknown[]) => judged.pool.query(text, values);
    await sql(
      `INSERT INTO booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
         busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id)
       VALUES ($1, gen_random_uuid(), gen_random_uuid(), 'confirmed', 'online', '2027-01-04 10:00Z',
         '2027-01-04 11:00Z', '2027-01-04 10:00Z', '2027-01-04 11:00Z', 5000, 'XOF', 'Africa/Abidjan',
         '{}', $2)`,
      ...[booking, payment],
    );
    await sql(
      `INSERT INTO booking.process (kind, subject_id, state, data)
       VALUES ('lesson', $1, 'scheduled', '{"refundOrdered": 0}')`,
      booking,
    );
    await sql(
      `INSERT INTO payment.payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency)
       VALUES ($1, $2, gen_random_uuid(), 'stripe', 'pi_1', 'succeeded', 5000, 'XOF')`,
      ...[payment, booking],
    );
    await sql(
      `INSERT INTO payment.payment_part (payment_id, booking_id, amount, is_open)
       VALUES ($1, $2, 5000, false)`,
      ...[payment, booking],
    );
    await sql(
      `INSERT INTO payment.chargeback (id, payment_id, psp, psp_ref, reason, state, amount, currency,
         is_withdrawn, opened_at, closed_at)
       VALUES ($1, $2, 'stripe', 'du_1', 'fraudulent', 'won', 3000, 'XOF', true, now(), now())`,
      ...[chargeback, payment],
    );
    const both = (account: string, owner: string, amount: number) =>
      [
        ['psp_clearing', 'stripe', amount],
        [account, owner, -amount],
      ] as const;
    await judged.post(['payment', payment!, 'charge'], both('learner', 'x', 5_000));
    await judged.post(
      ['chargeback', chargeback!, 'chargeback_withdrawal'],
      both('charged_back', 'stripe', -3_000),
    );
    await judged.post(
      ['chargeback', chargeback!, 'chargeback_reinstatement'],
      both('charged_back', 'stripe', 3_000),
    );
    for (const [subject, data] of [
      ['evt.payment.succeeded.v1', { paymentId: payment, bookingId: booking }],
      ['evt.payment.chargeback_opened.v1', { chargebackId: chargeback }],
      ['evt.payment.chargeback_closed.v1', { chargebackId: chargeback }],
    ] as const) {
      await judged.announce('payment', subject, booking!, data);
    }
    const of = (action: Moved['action'], amount: number): Moved => ({
      ...entry(action, 'pi_1', amount),
      psp: 'stripe',
    });
    moved.push(of('charge', 5_000), of('dispute', 3_000), of('dispute_won', 3_000));
  });

  it('finds nothing wrong where the bank has given back what it took', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    ['lost', 'that the bank keeps what the books have', () => moved.pop()],
    ['lost', 'one that nobody here knows', spoil('DELETE FROM payment.chargeback')],
    [
      'unbalanced',
      'another sum than the bank took',
      () => (moved[2] = { ...moved[2]!, amount: 1 }),
    ],
    [
      'open',
      'one that has not ended',
      spoil(`UPDATE payment.chargeback SET state = 'answered', closed_at = NULL`),
    ],
    [
      'twice',
      'one whose end was not announced',
      spoil(`DELETE FROM payment.outbox WHERE subject LIKE '%chargeback_closed%'`),
    ],
    [
      'unbalanced',
      'what is held for somebody whose lesson is over',
      spoil(`UPDATE booking.process SET state = 'closed'`),
    ],
  ] as [MoneyFault, string, () => unknown][])(
    '%s: sees %s, and of which lesson',
    async (kind, _what, tamper) => {
      await tamper();
      expect(await found()).toContainEqual({ kind, of: ids.booking });
    },
  );

  it('sees money that is still frozen', async () => {
    await judged.post(
      ['chargeback_part', ids.part, 'chargeback_frozen'],
      [
        ['learner', 'x', 3_000],
        ['frozen', 'x', -3_000],
      ],
    );
    expect(await found()).toContainEqual({ kind: 'unbalanced', of: null });
  });
});
