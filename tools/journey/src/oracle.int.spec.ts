import { randomUUID } from 'node:crypto';
import { inDatabase, migrate, provision, withClient, workspaceServices } from '@edu/database';
import type { MoneyEntry } from '@edu/simulators';
import { testServers } from '@edu/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from './client-log.ts';
import { judge } from './oracle.ts';

const DATABASE = `oracle_${randomUUID().replaceAll('-', '')}`;
const JUDGED = ['booking', 'payment', 'notification', 'session'];

let database: pg.Client;

beforeAll(async () => {
  const { postgresUrl: adminUrl } = testServers();
  const services = workspaceServices().filter(({ name }) => JUDGED.includes(name));
  // The secret of the component suites: the roles are shared by all databases of the server.
  const secret = 'secret of throwaway databases';
  const urls = await provision({ adminUrl, database: DATABASE, services, secret });
  for (const service of services) await migrate(service, urls[service.name]!.owner);
  database = new pg.Client({ connectionString: inDatabase(adminUrl, DATABASE) });
  await database.connect();
  // What the constraints of the services forbid is what has to be seen without them.
  await database.query(`
    SET session_replication_role = replica;
    ALTER TABLE booking.booking DROP CONSTRAINT booking_provider_overlap;
    ALTER TABLE booking.booking DROP CONSTRAINT booking_learner_overlap;
    ALTER TABLE notification.message DROP CONSTRAINT message_once;`);
}, 60_000);
afterAll(async () => {
  await database?.end();
  await withClient(testServers().postgresUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`),
  );
});

interface Lesson {
  readonly bookingId: string;
  readonly paymentId: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly intent: string;
}

let lesson: Lesson;
let charges: MoneyEntry[];
let claims: Claim[];

/** One lesson that was booked, paid, confirmed and notified, as it should be. */
beforeEach(async () => {
  await database.query(`TRUNCATE booking.booking, booking.booking_transition, booking.outbox,
    payment.payment, payment.payment_part, payment.earning, payment.payment_case, payment.ledger_entry, payment.ledger_transaction, payment.refund,
    notification.message, session.room, session.join_token CASCADE`);
  const [bookingId, paymentId, learnerId, providerId] = Array.from({ length: 4 }, randomUUID);
  lesson = { bookingId, paymentId, learnerId, providerId, intent: 'pi_1' } as Lesson;
  await addBooking(lesson);
  await database.query(
    `INSERT INTO payment.payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency)
     VALUES ($1, $2, $3, 'stripe', 'pi_1', 'succeeded', 5000, 'XOF')`,
    [paymentId, bookingId, learnerId],
  );
  await database.query(
    `INSERT INTO payment.payment_part (payment_id, booking_id, amount, is_open)
     VALUES ($1, $2, 5000, false)`,
    [paymentId, bookingId],
  );
  const transaction = randomUUID();
  await database.query(
    `INSERT INTO payment.ledger_transaction (id, source_type, source_id, purpose)
     VALUES ($1, 'payment', $2, 'charge')`,
    [transaction, paymentId],
  );
  await database.query(
    `INSERT INTO payment.ledger_entry (transaction_id, account, owner, amount, currency)
     VALUES ($1, 'psp_clearing', 'stripe', 5000, 'XOF'), ($1, 'learner', 'x', -5000, 'XOF')`,
    [transaction],
  );
  for (const state of ['pending', 'confirmed']) await addTransition(bookingId!, state);
  for (const user of [learnerId, providerId]) await addMessage(bookingId!, user!);
  await database.query(
    `INSERT INTO session.room (booking_id, learner_id, provider_id, mode, starts_at, ends_at, state, version)
     VALUES ($1, $2, $3, 'online', '2027-01-04 10:00Z', '2027-01-04 11:00Z', 'open', 2)`,
    [bookingId, learnerId, providerId],
  );
  charges = [money('charge')];
  claims = [
    { kind: 'booked', bookingId: bookingId!, learnerId: learnerId! },
    { kind: 'intent', bookingId: bookingId!, paymentId: paymentId! },
    { kind: 'paid', bookingId: bookingId!, paymentId: paymentId! },
    { kind: 'confirmed', bookingId: bookingId! },
  ];
});

async function addBooking({ bookingId, paymentId, learnerId, providerId }: Omit<Lesson, 'intent'>) {
  await database.query(
    `INSERT INTO booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
       busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id)
     VALUES ($1, $2, $3, 'confirmed', 'online', '2027-01-04 10:00Z', '2027-01-04 11:00Z',
       '2027-01-04 10:00Z', '2027-01-04 11:00Z', 5000, 'XOF', 'Africa/Abidjan', '{}', $4)`,
    [bookingId, learnerId, providerId, paymentId],
  );
}

async function addTransition(bookingId: string, state: string) {
  await database.query(
    `INSERT INTO booking.booking_transition (booking_id, to_state, actor, reason)
     VALUES ($1, $2, 'test', '')`,
    [bookingId, state],
  );
}

async function addMessage(bookingId: string, userId: string, template = 'booking-confirmed') {
  await database.query(
    `INSERT INTO notification.message (id, event_id, user_id, channel, template, facts, status,
       title, body, delivered_at)
     VALUES ($1, $2, $3, 'in_app', $5, $4, 'delivered', 't', 'b', now())`,
    [randomUUID(), randomUUID(), userId, { bookingId }, template],
  );
}

/** Half an hour later, a time that costs more; what it costs more is charged. */
async function heldTime(): Promise<Lesson> {
  const [bookingId, paymentId] = [randomUUID(), randomUUID()];
  await database.query(
    `INSERT INTO booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
       busy_from, busy_until, price_amount, price_currency, zone, policy, moves_id,
       hold_expires_at, hold_number)
     SELECT $1, learner_id, provider_id, 'pending', mode, starts_at + interval '30 minutes', ends_at + interval '30 minutes',
       busy_from + interval '30 minutes', busy_until + interval '30 minutes', 2000, price_currency, zone, policy, id,
       starts_at, 1
     FROM booking.booking`,
    [bookingId],
  );
  return { ...lesson, bookingId, paymentId, intent: 'pi_2' };
}

/** The lesson is there, and the psp has the difference. */
async function settleHeld({ bookingId, paymentId, intent }: Lesson): Promise<void> {
  await database.query(
    `UPDATE booking.booking SET state = 'completed', payment_id = $2, hold_expires_at = NULL,
       hold_number = NULL WHERE id = $1`,
    [bookingId, paymentId],
  );
  await sql(`UPDATE booking.booking SET price_amount = 7000 WHERE moves_id IS NULL`);
  charges.push({ ...money('charge', 2_000), paymentIntent: intent });
}

/** The payment service knows of it, though its ledger does not. */
async function payHeld({ bookingId, paymentId, intent }: Lesson): Promise<void> {
  await database.query(
    `INSERT INTO payment.payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency)
     SELECT $1, $2, payer_id, psp, $3, status, 2000, currency FROM payment.payment`,
    [paymentId, bookingId, intent],
  );
  await database.query(
    `INSERT INTO payment.payment_part (payment_id, booking_id, amount, is_open) VALUES ($1, $2, 2000, false)`,
    [paymentId, bookingId],
  );
}

function money(action: MoneyEntry['action'], amount = 5_000): MoneyEntry {
  const entry = { at: '', charge: 'ch_1', currency: 'xof', metadata: {} };
  return { ...entry, idempotencyKey: null, action, amount, paymentIntent: lesson.intent };
}

/** Letters of the verdicts that found something. */
async function found(): Promise<string[]> {
  const verdicts = await judge(database, charges, claims);
  return verdicts.filter(({ ids }) => ids.length > 0).map(({ letter }) => letter);
}

describe('the oracle', () => {
  it('finds nothing wrong with a lesson that went well', async () => {
    expect(await found()).toEqual([]);
  });

  it('takes a refunded lesson for settled', async () => {
    await database.query(`UPDATE booking.booking SET state = 'refunded'`);
    await database.query(`UPDATE payment.payment SET refunded_amount = 5000`);
    await database.query(`UPDATE payment.payment_part SET refunded_amount = 5000`);
    charges.push(money('refund'));
    claims.push({ kind: 'canceled', bookingId: lesson.bookingId });
    expect(await found()).toEqual([]);
  });

  it('takes a message about each of two refunds for right', async () => {
    for (const psp_ref of ['re_1', 're_2']) {
      await database.query(
        `INSERT INTO payment.refund (id, booking_id, payment_id, psp_ref, reason, status, amount, currency)
         SELECT gen_random_uuid(), booking_id, id, $1, 'made_at_psp', 'succeeded', 2500, currency
         FROM payment.payment`,
        [psp_ref],
      );
      await addMessage(lesson.bookingId, lesson.learnerId, 'payment-refunded');
    }
    expect(await found()).not.toContain('J');
  });

  it('takes a time that is held for a lesson, and what was paid for it, for right', async () => {
    const held = await heldTime();
    expect(await found()).toEqual([]);
    await settleHeld(held);
    expect(await found()).toEqual(['B', 'C', 'M']);
    await payHeld(held);
    // Of this payment there is nothing in the ledger.
    expect(await found()).toEqual(['D']);
  });

  it('misses what was paid for a move when only the lesson’s own money went back with it', async () => {
    const held = await heldTime();
    await settleHeld(held);
    await payHeld(held);
    await sql(`UPDATE booking.booking SET state = 'refunded' WHERE moves_id IS NULL`);
    await sql(`UPDATE payment.payment SET refunded_amount = 5000 WHERE amount = 5000`);
    await sql(`UPDATE payment.payment_part SET refunded_amount = 5000 WHERE amount = 5000`);
    charges.push(money('refund'));
    claims.pop();
    expect(await found()).toEqual(['B', 'D']);
    await sql(`UPDATE payment.payment SET refunded_amount = amount`);
    await sql(`UPDATE payment.payment_part SET refunded_amount = amount`);
    charges.push({ ...money('refund', 2_000), paymentIntent: held.intent });
    expect(await found()).toEqual(['D']);
  });

  it.each([
    [
      'A',
      'a held time that somebody else has',
      async () => {
        await heldTime();
        const other = { ...lesson, ...fresh('learnerId') };
        await addBooking(other);
        const after = `interval '1 hour' WHERE id = '${other.bookingId}'`;
        await sql(`UPDATE booking.booking SET busy_until = '2027-01-04 12:00Z', ends_at = '2027-01-04 12:00Z',
          busy_from = busy_from + interval '1 hour', starts_at = starts_at + ${after}`);
      },
    ],
    ['A', 'a tutor booked twice', () => addBooking({ ...lesson, ...fresh('learnerId') })],
    ['A', 'a learner booked twice', () => addBooking({ ...lesson, ...fresh('providerId') })],
    ['B', 'an unknown charge', () => charges.push({ ...money('charge'), paymentIntent: 'x' })],
    ['B', 'an expired booking that was paid', () => setState('expired')],
    ['C', 'a booking confirmed for nothing', () => charges.splice(0)],
    ['C', 'a booking whose payment failed', () => setPayment('failed')],
    [
      'D',
      'a ledger off by one',
      () =>
        sql(`UPDATE payment.ledger_entry SET amount = 4999
      WHERE amount = 5000`),
    ],
    ['D', 'a payment the ledger lacks', () => sql('DELETE FROM payment.ledger_transaction')],
    ['E', 'a second charge', () => charges.push(money('charge'))],
    ['E', 'a second refund', () => charges.push(money('refund', 1), money('refund', 1))],
    [
      'F',
      'an event left behind',
      () =>
        sql(`INSERT INTO booking.outbox
      (id, subject, aggregate_id, data) VALUES (gen_random_uuid(), 'evt.x', 'x', '{}')`),
    ],
    ['G', 'a second confirmation', () => addTransition(lesson.bookingId, 'confirmed')],
    ['I', 'a booking that is gone', () => sql('DELETE FROM booking.booking')],
    [
      'I',
      'a lost cancellation',
      () => claims.push({ kind: 'canceled', bookingId: lesson.bookingId }),
    ],
    [
      'I',
      'a lost payment',
      () => claims.push({ kind: 'intent', bookingId: lesson.bookingId, paymentId: randomUUID() }),
    ],
    ['J', 'a second message', () => addMessage(lesson.bookingId, lesson.learnerId)],
    [
      'J',
      'a message about a refund that there is not',
      () => addMessage(lesson.bookingId, lesson.learnerId, 'payment-refunded'),
    ],
    [
      'K',
      'a tutor without a message',
      () =>
        sql(`DELETE FROM notification.message
      WHERE user_id = '${lesson.providerId}'`),
    ],
    ['L', 'a classroom that is closed', () => sql(`UPDATE session.room SET state = 'closed'`)],
  ] as [string, string, () => unknown][])('%s sees %s', async (letter, _what, spoil) => {
    await spoil();
    expect(await found()).toContain(letter);
  });
});

const sql = (text: string) => database.query(text);
const setState = (state: string) => sql(`UPDATE booking.booking SET state = '${state}'`);
const setPayment = (status: string) => sql(`UPDATE payment.payment SET status = '${status}'`);
const fresh = (other: 'learnerId' | 'providerId') => ({
  bookingId: randomUUID(),
  [other]: randomUUID(),
});
