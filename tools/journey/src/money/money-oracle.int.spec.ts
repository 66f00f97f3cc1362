import { randomUUID } from 'node:crypto';
import { inDatabase, migrate, provision, withClient, workspaceServices } from '@edu/database';
import { testServers } from '@edu/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { judgeMoney, type MoneyFault, type Moved } from './money-oracle.ts';

const DATABASE = `money_${randomUUID().replaceAll('-', '')}`;
const JUDGED = ['booking', 'payment'];
const PRICE = 5_000;
const BACK = 2_000;

let database: pg.Pool;

beforeAll(async () => {
  const { postgresUrl: adminUrl } = testServers();
  const services = workspaceServices().filter(({ name }) => JUDGED.includes(name));
  // The secret of the component suites: the roles are shared by all databases of the server.
  const secret = 'secret of throwaway databases';
  const urls = await provision({ adminUrl, database: DATABASE, services, secret });
  for (const service of services) await migrate(service, urls[service.name]!.owner);
  // What the constraints and triggers of the services forbid is what has to be seen without them.
  database = new pg.Pool({
    connectionString: inDatabase(adminUrl, DATABASE),
    max: 1,
    options: '-c session_replication_role=replica',
  });
  await database.query('ALTER TABLE payment.payment DROP CONSTRAINT payment_refunded');
}, 60_000);
afterAll(async () => {
  await database?.end();
  await withClient(testServers().postgresUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`),
  );
});

const ids = { booking: '', payment: '', refund: '' };
let moved: Moved[];

const entry = (action: Moved['action'], amount = PRICE): Moved => ({
  ...{ psp: 'wave', ref: 'cos-1', action, amount, currency: 'xof' },
});

/** One lesson that was paid with Wave and called off, of which a part went back, as it should. */
beforeEach(async () => {
  await database.query(`TRUNCATE booking.booking, booking.process, booking.outbox, payment.outbox,
    payment.payment, payment.payment_part, payment.earning, payment.payment_case, payment.psp_event,
    payment.ledger_entry, payment.ledger_transaction, payment.refund CASCADE`);
  const [booking, payment, refund, request] = Array.from({ length: 4 }, () => randomUUID());
  Object.assign(ids, { booking, payment, refund });
  const sql = (text: string, ...values: unknown[]) => database.query(text, values);
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

async function outbox(service: string, subject: string, data: object) {
  await database.query(
    `INSERT INTO ${service}.outbox (id, subject, aggregate_id, data, published_at)
     VALUES (gen_random_uuid(), $1, $2, $3, now())`,
    [subject, ids.booking, data],
  );
}

async function post(source: string, id: string, purpose: string, amount: number) {
  const transaction = randomUUID();
  await database.query(
    `INSERT INTO payment.ledger_transaction (id, source_type, source_id, purpose)
     VALUES ($1, $2, $3, $4)`,
    [transaction, source, id, purpose],
  );
  await database.query(
    `INSERT INTO payment.ledger_entry (transaction_id, account, owner, amount, currency)
     VALUES ($1, 'psp_clearing', 'wave', $2, 'XOF'), ($1, 'learner', 'x', -$2::bigint, 'XOF')`,
    [transaction, amount],
  );
}

async function found(): Promise<{ kind: MoneyFault; booking: string | null }[]> {
  const verdicts = await judgeMoney(database, moved);
  return verdicts.flatMap(({ kind, found: things }) =>
    things.map(({ bookingId }) => ({ kind, booking: bookingId })),
  );
}

const spoil = (text: string) => () => database.query(text);
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
  ] as [MoneyFault, string, () => unknown][])(
    '%s: sees %s, and whose it is',
    async (kind, _what, tamper) => {
      await tamper();
      expect(await found()).toContainEqual({ kind, booking: ids.booking });
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
      await database.query(text);
      expect(await found()).toContainEqual({ kind, booking: null });
    },
  );

  it('sees a charge that is of no payment here', async () => {
    moved.push({ ...entry('charge'), ref: 'cos-2' });
    expect(await found()).toContainEqual({ kind: 'lost', booking: null });
  });

  it('takes what a psp cannot send back for a matter of its payer', async () => {
    moved.pop();
    await database.query(
      `UPDATE payment.refund SET status = 'owed', offered_at = now(), failure_reason = 'only_all_of_it'`,
    );
    await database.query(`DELETE FROM payment.ledger_entry WHERE abs(amount) = ${BACK}`);
    await database.query(`UPDATE payment.payment SET refunded_amount = 0`);
    await database.query(`UPDATE payment.payment_part SET refunded_amount = 0`);
    await database.query(`DELETE FROM payment.outbox WHERE data ? 'refundId'`);
    await database.query(`INSERT INTO payment.payment_case (id, kind, subject, payment_id, detail)
      SELECT gen_random_uuid(), 'refund_owed', id::text, payment_id, '' FROM payment.refund`);
    expect(await found()).toEqual([]);
  });
});
