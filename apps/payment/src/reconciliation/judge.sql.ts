import { statement } from '@edu/persistence';
import { LISTED_KINDS, listedId } from './listed.sql.ts';
import { writing, type Found } from './mismatch.sql.ts';

/**
 * Each statement looks at a slice of time, or again at what is open. What is too young is not judged: news
 * of it may be on its way.
 */
const BEFORE = { psp: 'text', before: 'timestamptz' } as const;

/** A payout in the words of movements. */
const SAID_OF_PAYOUT = `CASE p.status WHEN 'paid' THEN 'succeeded' ELSE p.status END`;

const OPEN = `SELECT %s FROM mismatch WHERE psp = :psp AND state IN ('open', 'assigned')`;
const open = (column: string) => OPEN.replace('%s', column);

/** What is compared with a psp is what it charged: other money, where a quote says so. */
const moved = (row: string, asked: 'asked_amount' | 'amount') =>
  `coalesce(${row}.charged_amount, ${row}.${asked}) AS amount,
   coalesce(${row}.charged_currency, ${row}.currency) AS currency`;
const MOVED_IN = moved('p', 'asked_amount');
const MOVED_BACK = moved('r', 'amount');

/**
 * Ours that a line is about: a payment, the rows of one refund, which may be of several lessons, a payout, a
 * chargeback, or what the books have of what is booked because it is listed.
 */
const OURS = `
  SELECT p.id, p.id AS payment_id, ${MOVED_IN}, p.status FROM payment p
  WHERE line.kind = 'payment' AND p.psp = line.psp AND p.psp_ref = line.intent_ref
  UNION ALL
  SELECT p.id, p.id, ${MOVED_IN}, p.status FROM payment p
  WHERE line.kind = 'payment' AND p.psp = line.psp AND p.id = line.own_id
  UNION ALL
  (SELECT min(r.id::text)::uuid, r.payment_id, sum(coalesce(r.charged_amount, r.amount))::bigint,
     min(coalesce(r.charged_currency, r.currency)), min(r.status)
   FROM refund r JOIN payment p ON p.id = r.payment_id
   WHERE line.kind = 'refund' AND p.psp = line.psp AND r.psp_ref = line.ref GROUP BY r.payment_id)
  UNION ALL
  SELECT r.id, r.payment_id, ${MOVED_BACK}, r.status
  FROM refund r JOIN payment p ON p.id = r.payment_id
  WHERE line.kind = 'refund' AND p.psp = line.psp AND r.id = line.own_id
  UNION ALL
  SELECT p.id, NULL, p.amount, p.currency, ${SAID_OF_PAYOUT} FROM payout p
  WHERE line.kind = 'payout' AND p.psp = line.psp AND p.psp_ref = line.ref
  UNION ALL
  SELECT p.id, NULL, p.amount, p.currency, ${SAID_OF_PAYOUT} FROM payout p
  WHERE line.kind = 'payout' AND p.psp = line.psp AND p.id = line.own_id
  UNION ALL
  SELECT c.id, c.payment_id, ${moved('c', 'amount')}, CASE
      WHEN c.is_withdrawn AND (line.kind = 'dispute' OR c.state = 'won') THEN 'succeeded'
      ELSE 'pending' END
  FROM chargeback c
  WHERE line.kind IN ('dispute', 'dispute_won') AND c.psp = line.psp AND c.psp_ref = line.ref
  UNION ALL
  SELECT t.id, NULL, abs(e.amount), e.currency, 'succeeded'
  FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
  WHERE line.kind IN ${LISTED_KINDS} AND t.source_type IN ('psp_fee', 'bank_transfer')
    AND t.source_id = ${listedId('line')} AND e.account = 'psp_clearing'
  UNION ALL
  SELECT x.id, x.payment_id, x.settled_amount, x.settled_currency, 'succeeded' FROM psp_exchange x
  WHERE line.kind IN ('exchange', 'exchange_back') AND x.psp = line.psp AND x.kind = line.kind
    AND x.ref = line.ref
  LIMIT 1`;

/** Other money that the psp moved for the same payment or refund. */
const another = (which: string) => `EXISTS (
    SELECT FROM psp_movement o WHERE o.psp = line.psp AND o.kind = line.kind AND o.kind = 'payment'
      AND o.intent_ref = line.intent_ref AND o.state = 'succeeded' AND ${which}
    UNION ALL
    SELECT FROM psp_movement o WHERE o.own_id = line.own_id AND o.psp = line.psp
      AND o.kind = line.kind AND o.state = 'succeeded' AND ${which})`;

const lines = (which: string) => `line AS (
  SELECT * FROM psp_movement WHERE psp = :psp AND moved_at < :before AND ${which}
), seen AS (
  SELECT line.*, ours.id AS own, ours.payment_id, ours.amount AS here_amount,
    ours.currency AS here_currency, ours.status AS here_state,
    line.times > 1 OR ${another('(o.moved_at, o.id) < (line.moved_at, line.id)')} AS is_second,
    ${another('o.id <> line.id')} AS has_other
  FROM line LEFT JOIN LATERAL (${OURS}) AS ours ON true
), found AS (
  SELECT psp, 'psp' AS side, kind AS about, ref AS subject, payment_id, id AS movement_id,
    here_amount, here_currency, here_state, amount AS there_amount, currency AS there_currency,
    state AS there_state, moved_at AS happened_at, CASE
      WHEN own IS NULL THEN CASE WHEN state = 'succeeded' THEN 'missing_here' END
      WHEN state <> 'succeeded' THEN
        CASE WHEN here_state = 'succeeded' AND NOT has_other THEN 'other_state' END
      WHEN is_second THEN 'twice'
      WHEN currency <> here_currency THEN 'other_currency'
      WHEN amount <> here_amount THEN 'other_amount'
      WHEN here_state <> 'succeeded' THEN 'other_state' END AS kind
  FROM seen
)`;

/** What the psp moved, against our payments and refunds. */
export const JUDGE_LINES = statement(
  { ...BEFORE, from: 'timestamptz', until: 'timestamptz' },
  writing(lines('moved_at >= :from AND moved_at < :until')),
).returns<Found>();

/** The same of what is open about the psp's movements, whenever they were. */
export const JUDGE_OPEN_LINES = statement(
  BEFORE,
  writing(lines(`id IN (${open('movement_id')} AND side = 'psp')`)),
).returns<Found>();

/** What we have in the books, against what the psp moved. */
const booked = (which: string) => `booked AS (
  SELECT t.id, t.created_at, p.psp, p.id AS payment_id, p.psp_ref AS intent_ref, 'payment' AS about,
    p.id AS own, p.psp_ref AS ref, ${MOVED_IN}, p.status
  FROM ledger_transaction t JOIN payment p ON p.id = t.source_id
  WHERE t.source_type = 'payment' AND t.purpose = 'charge' AND ${which}
  UNION ALL
  SELECT t.id, t.created_at, p.psp, p.id, p.psp_ref, 'refund', r.id, r.psp_ref, ${MOVED_BACK},
    r.status
  FROM ledger_transaction t JOIN refund r ON r.id = t.source_id JOIN payment p ON p.id = r.payment_id
  WHERE t.source_type = 'refund' AND t.purpose = 'refund' AND r.status = 'succeeded' AND ${which}
  UNION ALL
  SELECT t.id, t.created_at, p.psp, NULL, NULL, 'payout', p.id, p.psp_ref, p.amount, p.currency,
    ${SAID_OF_PAYOUT}
  FROM ledger_transaction t JOIN payout p ON p.id = t.source_id
  WHERE t.source_type = 'payout' AND t.purpose = 'payout_paid' AND ${which}
  UNION ALL
  SELECT t.id, t.created_at, c.psp, c.payment_id, NULL,
    CASE t.purpose WHEN 'chargeback_withdrawal' THEN 'dispute' ELSE 'dispute_won' END, c.id,
    c.psp_ref, ${moved('c', 'amount')}, 'succeeded'
  FROM ledger_transaction t JOIN chargeback c ON c.id = t.source_id
  WHERE t.source_type = 'chargeback'
    AND t.purpose IN ('chargeback_withdrawal', 'chargeback_reinstatement') AND ${which}
), found AS (
  SELECT psp, 'psp' AS side, 'missing_there' AS kind, about, own::text AS subject, payment_id,
    NULL::bigint AS movement_id, amount AS here_amount, currency AS here_currency,
    status AS here_state, NULL::bigint AS there_amount, NULL::text AS there_currency,
    NULL::text AS there_state, created_at AS happened_at
  FROM booked WHERE psp = :psp AND created_at < :before AND NOT EXISTS (
    SELECT FROM psp_movement m WHERE m.own_id = booked.own AND m.kind = about AND m.psp = booked.psp
    UNION ALL
    SELECT FROM psp_movement m WHERE m.psp = booked.psp AND m.kind = about
      AND m.kind = 'payment' AND m.intent_ref = booked.intent_ref
    UNION ALL
    SELECT FROM psp_movement m WHERE m.psp = booked.psp AND m.kind = about
      AND m.kind <> 'payment' AND m.ref = booked.ref)
)`;

/** Ids say when they were made. */
export const JUDGE_BOOKED = statement(
  { ...BEFORE, fromId: 'uuid', untilId: 'uuid' },
  writing(booked('t.id >= :fromId AND t.id < :untilId')),
).returns<Found>();

export const JUDGE_OPEN_BOOKED = statement(
  BEFORE,
  writing(
    booked(`t.source_id IN (${open('subject::uuid')} AND side = 'psp' AND kind = 'missing_there')`),
  ),
).returns<Found>();
