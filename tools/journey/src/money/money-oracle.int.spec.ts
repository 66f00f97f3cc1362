import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JudgedDatabase } from './judged-database.harness.ts';
import type { MoneyFault } from './money-check.ts';
import { judgeMoney, type Moved } from './money-oracle.ts';

const PRICE = 5_000;
const BACK = 2_000;

let judged: JudgedDatabase;
beforeAll(async () => {
  judged = await JudgedDatabase.make();
}, 60_000);
afterAll(() => judged?.drop());

const ids = { booking: '', payment: '', refund: '' };
let moved: Moved[];

const entry = (action: Moved['action'], amount = PRICE): Moved => ({
  ...{ psp: 'wave', ref: 'cos-1', action, amount, currency: 'xof' },
});

/** One lesson that was paid with Wave and called off, of which a part went back, as it should. */
beforeEach(async () => {
  await judged.empty();
  const [booking, payment, refund, request] = Array.from({ length: 4 }, () => randomUUID());
  Object.assign(ids, { booking, payment, refund });
  const sql = (text: string, ...values: unknown[]) => judged.pool.query(text, values);
  await sql(
    `INSERT INTO booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
       busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), 'refunded', 'online', '2027-01-04 10:00Z',
       '2027-01-04 11:00Z', '2027-01-04 10:00Z', '2027-01-04 11:00Z', $3, 'XOF', 'Africa/Abidjan',
       '{}', $2)`,
    ...[booking, payment, PRICE],
  );
  await sql(
    `INSERT INTO booking.process (kind, subject_id, state, data)
     VALUES ('lesson', $1, 'disputable', $2)`,
    ...[booking, { refundOrdered: BACK }],
  );
  await outbox('booking', 'evt.booking.refund_due.v1', {
    refundRequestId: request,
    bookingId: booking,
  });
  await sql(
    `INSERT INTO payment.payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency,
       refunded_amount)
     VALUES ($1, $2, gen_random_uuid(), 'wave', 'cos-1', 'succeeded', $3, 'XOF', $4)`,
    ...[payment, booking, PRICE, BACK],
  );
  await sql(
    `INSERT INTO payment.payment_part (payment_id, booking_id, amount, refunded_amount, is_open)
     VALUES ($1, $2, $3, $4, false)`,
    ...[payment, booking, PRICE, BACK],
  );
  await sql(
    `INSERT INTO payment.refund (id, request_id, booking_id, payment_id, reason, status, amount,
       currency, psp_ref)
     VALUES ($1, $2, $3, $4, 'canceled', 'succeeded', $5, 'XOF', 'r-1')`,
    ...[refund, request, booking, payment, BACK],
  );
  await post('payment', payment!, 'charge', PRICE);
  await post('refund', refund!, 'refund', -BACK);
  await outbox('payment', 'evt.payment.succeeded.v1', { paymentId: payment, bookingId: booking });
  await outbox('payment', 'evt.payment.refunded.v1', {
    ...{ paymentId: payment, bookingId: booking, refundId: refund },
  });
  moved = [entry('charge'), entry('refund', BACK)];
});

const outbox = (service: string, subject: string, data: object) =>
  judged.announce(service, subject, ids.booking, data);
const post = (source: string, id: string, purpose: string, amount: number) =>
  judged.post(
    [source, id, purpose],
    [
      ['psp_clearing', 'wave', amount],
      ['learner', 'x', -amount],
    ],
  );

async function found(): Promise<{ kind: MoneyFault; of: string | null }[]> {
  const verdicts = await judgeMoney(judged.pool, moved);
  return verdicts.flatMap(({ kind, found: things }) => things.map(({ of }) => ({ kind, of })));
}

const spoil = (text: string) => () => judged.pool.query(text);
const BALANCED_OTHERWISE = `UPDATE payment.ledger_entry
  SET amount = CASE account WHEN 'learner' THEN -4999 ELSE 4999 END WHERE abs(amount) = 5000`;

describe('the oracle of money', () => {
  it('finds nothing wrong where all of it is where it should be', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    ['twice', 'a second charge', () => moved.push(entry('charge'))],
    ['twice', 'more back than was asked for', () => moved.push(entry('refund', 1))],
    [
      'twice',
      'a second announcement',
      () =>
        outbox('payment', 'evt.payment.succeeded.v1', {
          paymentId: ids.payment,
          bookingId: ids.booking,
        }),
    ],
    [
      'lost',
      'a charge of a payment that was given up',
      spoil(`UPDATE payment.payment SET status = 'failed'`),
    ],
    ['lost', 'a payment that nobody was charged for', () => moved.splice(0)],
    ['lost', 'a payment that nobody was informed of', spoil(`DELETE FROM payment.outbox`)],
    [
      'lost',
      'a lesson of which too little went back',
      spoil(`UPDATE booking.process SET data = '{"refundOrdered": 2500}'`),
    ],
    [
      'lost',
      'a paid lesson that expired',
      spoil(`UPDATE booking.booking SET state = 'expired', payment_id = NULL`),
    ],
    [
      'lost',
      'a confirmed lesson whose payment failed',
      spoil(`UPDATE booking.booking SET state = 'confirmed', payment_id = gen_random_uuid()`),
    ],
    [
      'lost',
      'a refund that failed',
      spoil(`UPDATE payment.refund SET status = 'failed', failure_reason = 'more_than_paid'`),
    ],
    ['lost', 'a refund that is not there', spoil(`DELETE FROM payment.refund`)],
    [
      'lost',
      'a case for people',
      spoil(`INSERT INTO payment.payment_case (id, kind, subject, payment_id, detail)
        SELECT gen_random_uuid(), 'second_object', 'x', id, '' FROM payment.payment`),
    ],
    ['open', 'a payment that waits', spoil(`UPDATE payment.payment SET status = 'pending'`)],
    ['open', 'a payment that is asked about', spoil(`UPDATE payment.payment SET due_at = now()`)],
    ['open', 'a refund that waits', spoil(`UPDATE payment.refund SET status = 'unknown'`)],
    ['unbalanced', 'a franc too little on both sides', spoil(BALANCED_OTHERWISE)],
    [
      'unbalanced',
      'a movement that is not there',
      spoil(`DELETE FROM payment.ledger_entry WHERE abs(amount) = ${BACK}`),
    ],
    [
      'unbalanced',
      'a movement at another psp',
      spoil(`UPDATE payment.ledger_entry SET owner = 'stripe' WHERE owner = 'wave'`),
    ],
    ['unbalanced', 'another currency', spoil(`UPDATE payment.ledger_entry SET currency = 'XAF'`)],
    [
      'unbalanced',
      'another sum on the payment',
      spoil(`UPDATE payment.payment SET refunded_amount = 1`),
    ],
    [
      'unbalanced',
      'another sum of other money on the payment',
      spoil(`UPDATE payment.payment SET quote_id = gen_random_uuid(), charged_amount = 763,
        charged_currency = 'EUR', charged_refunded = 1`),
    ],
  ] as [MoneyFault, string, () => unknown][])(
    '%s: sees %s, and whose it is',
    async (kind, _what, tamper) => {
      await tamper();
      expect(await found()).toContainEqual({ kind, of: ids.booking });
    },
  );

  it.each([
    [
      'open',
      'an event of a psp',
      `INSERT INTO payment.psp_event (id, psp, event_id, type, kind, ref, due_at)
      VALUES (gen_random_uuid(), 'wave', 'e', 't', 'payment', 'x', now())`,
    ],
    ['open', 'an event of ours', `UPDATE payment.outbox SET published_at = NULL`],
    [
      'unbalanced',
      'one side of a movement',
      `UPDATE payment.ledger_entry SET amount = 4999 WHERE amount = 5000`,
    ],
  ] as [MoneyFault, string, string][])(
    '%s: sees %s that is of no payment',
    async (kind, _what, text) => {
      await judged.pool.query(text);
      expect(await found()).toContainEqual({ kind, of: null });
    },
  );

  it('sees a charge that is of no payment here', async () => {
    moved.push({ ...entry('charge'), ref: 'cos-2' });
    expect(await found()).toContainEqual({ kind: 'lost', of: null });
  });

  it('takes what a psp cannot send back for a matter of its payer', async () => {
    moved.pop();
    await judged.pool.query(
      `UPDATE payment.refund SET status = 'owed', offered_at = now(), failure_reason = 'only_all_of_it'`,
    );
    await judged.pool.query(`DELETE FROM payment.ledger_entry WHERE abs(amount) = ${BACK}`);
    await judged.pool.query(`UPDATE payment.payment SET refunded_amount = 0`);
    await judged.pool.query(`UPDATE payment.payment_part SET refunded_amount = 0`);
    await judged.pool.query(`DELETE FROM payment.outbox WHERE data ? 'refundId'`);
    await judged.pool
      .query(`INSERT INTO payment.payment_case (id, kind, subject, payment_id, detail)
      SELECT gen_random_uuid(), 'refund_owed', id::text, payment_id, '' FROM payment.refund`);
    expect(await found()).toEqual([]);
  });
});
