import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Indexes } from '../seed/indexes.ts';

export const PROVIDERS = 20_000;
export const LEARNERS = 100_000;
/** Lessons are spread evenly over so many months, up to yesterday. */
export const MONTHS = 24;
/** What a paid lesson leaves in the ledger: a payment of two entries and an earning of three. */
const ENTRIES_OF_LESSON = 5;

/** Owners as the rows below name them; number 0 teaches every twentieth lesson of all. */
export const learner = (number: number): string => ownerOf('learner', number);
export const provider = (number: number): string => ownerOf('provider', number);

function ownerOf(kind: string, number: number): string {
  const digest = createHash('md5').update(`${kind} ${number}`).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Of $3 lessons those from $1 to $2: whose they are, when, and in which money. */
const LESSONS = `
  generate_series($1::int, $2::int) AS lesson
  CROSS JOIN LATERAL (SELECT md5('payment' || lesson)::uuid AS payment_id,
    md5('booking' || lesson)::uuid AS booking_id,
    md5('learner ' || lesson::bigint * 7919 % ${LEARNERS})::uuid AS learner,
    md5('provider ' || CASE WHEN lesson % 20 = 0 THEN 0 ELSE lesson::bigint * 104729 % ${PROVIDERS} END)::uuid
      AS provider,
    CASE WHEN lesson % 7 = 0 THEN 'XAF' ELSE 'XOF' END AS currency,
    now() - interval '1 day' - ($3::int - lesson) * (interval '${MONTHS} months' / $3::int) AS at) AS of`;

/** Lessons of 5 000 francs with a commission of 15 %; one in seven is in CFA francs of the BEAC. */
const ENTRIES = `
  INSERT INTO payment.ledger_entry (id, transaction_id, account, owner, amount, currency)
  SELECT (lesson - 1) * ${ENTRIES_OF_LESSON} + line.number, md5(line.purpose || lesson)::uuid,
    line.account, line.owner, line.amount, of.currency
  FROM ${LESSONS}
  CROSS JOIN LATERAL (VALUES
    (1, 'charge', 'psp_clearing', 'psp', 5000), (2, 'charge', 'learner', of.learner::text, -5000),
    (3, 'earning', 'learner', of.learner::text, 5000),
    (4, 'earning', 'provider_payable', of.provider::text, -4250),
    (5, 'earning', 'platform_revenue', 'platform', -750)
  ) AS line(number, purpose, account, owner, amount)`;

const TRANSACTIONS = `
  INSERT INTO payment.ledger_transaction (id, source_type, source_id, purpose, created_at)
  SELECT md5(kind.purpose || lesson)::uuid, kind.source, kind.id, kind.purpose, of.at
  FROM ${LESSONS}
  CROSS JOIN LATERAL (VALUES ('payment', 'charge', payment_id), ('booking', 'earning', booking_id))
    AS kind(source, purpose, id)`;

/** What statements say of an entry besides the entry: what paid, and for which lesson. */
const PAYMENTS = `
  INSERT INTO payment.payment (id, booking_id, payer_id, psp, status, amount, currency, created_at)
  SELECT payment_id, booking_id, learner, 'psp', 'succeeded', 5000, of.currency, of.at FROM ${LESSONS}`;
const PARTS = `
  INSERT INTO payment.payment_part (payment_id, booking_id, amount, earned_amount, is_open)
  SELECT payment_id, booking_id, 5000, 5000, false FROM ${LESSONS}`;
const TERMS = `
  INSERT INTO payment.booking_terms (booking_id, learner_id, provider_id, amount, currency, starts_at, ends_at,
    commission_bps, state, version)
  SELECT booking_id, learner, provider, 5000, of.currency, of.at, of.at + interval '1 hour', 1500, 'over', 3
  FROM ${LESSONS}`;
/** One in fifty, which the psp refused: it is looked for, and moved nothing. */
const REFUNDS = `
  INSERT INTO payment.refund (id, request_id, booking_id, payment_id, reason, status, amount, currency)
  SELECT md5('refund' || lesson)::uuid, md5('request' || lesson)::uuid, booking_id, payment_id, 'disputed', 'failed', 1000, of.currency
  FROM ${LESSONS} WHERE lesson % 50 = 0`;

const ROWS = [TRANSACTIONS, ENTRIES, PAYMENTS, PARTS, TERMS, REFUNDS];
const TABLES = [
  'ledger_entry',
  'ledger_transaction',
  'payment',
  'payment_part',
  'booking_terms',
  'refund',
].map((table) => `payment.${table}`);
const BATCH = 200_000;

/** Fills an empty ledger. Needs a superuser: the rule that entries are of now is switched off. */
export async function seedLedger(
  client: pg.Client,
  entries: number,
  say: (line: string) => void,
): Promise<void> {
  const lessons = entries / ENTRIES_OF_LESSON;
  await client.query('SET session_replication_role = replica');
  const indexes = await Indexes.takeAway(client, TABLES);
  for (let from = 1; from <= lessons; from += BATCH) {
    const range = [from, Math.min(lessons, from + BATCH - 1), lessons];
    for (const rows of ROWS) await client.query(rows, range);
    say(`${range[1]! * ENTRIES_OF_LESSON} entries`);
  }
  for (const table of indexes.tables) await indexes.putBack(client, table);
  await client.query(`VACUUM ANALYZE ${TABLES.join()}`);
  say('indexes are there');
}
