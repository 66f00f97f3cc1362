import type { MoneyEntry } from '@edu/simulators';
import type pg from 'pg';
import { disputeChecks } from './dispute-checks.ts';
import type { MoneyCheck, MoneyFault } from './money-check.ts';
import { payoutChecks } from './payout-checks.ts';
import { reserveChecks } from './reserve-checks.ts';
import { quoteChecks } from './quote-checks.ts';

/** Money that a psp really moved. */
export interface Moved extends Pick<MoneyEntry, 'action' | 'amount' | 'currency'> {
  readonly psp: string;
  /** The psp's name of the payment, or of the payout. */
  readonly ref: string;
}

export interface MoneyVerdict {
  readonly kind: MoneyFault;
  readonly what: string;
  /** Of whatever is wrong, and the booking or the payout that it is about, where there is one. */
  readonly found: readonly { readonly id: string; readonly of: string | null }[];
}

/** What psps take for their work is no money of people: their logs do not have it. */
const FEES = `'chargeback_fee', 'chargeback_fee_returned', 'psp_fee', 'bank_transfer'`;

/** What the psps moved for each payment and each payout, and what the ledger says of it. */
const EVIDENCE = `
WITH entry AS (
  SELECT psp, ref, action, amount, upper(currency) AS currency
  FROM jsonb_to_recordset($1::jsonb)
    AS e (psp text, ref text, action text, amount bigint, currency text)
), moved AS (
  SELECT psp, ref, min(currency) AS currency, count(DISTINCT currency) AS currencies,
    count(*) FILTER (WHERE action = 'charge') AS charges,
    coalesce(sum(amount) FILTER (WHERE action = 'charge'), 0) AS charged,
    coalesce(sum(CASE action WHEN 'refund' THEN amount WHEN 'refund_failed' THEN -amount END), 0) AS back,
    count(*) FILTER (WHERE action = 'dispute') AS disputes,
    count(*) FILTER (WHERE action = 'dispute_won') AS reinstated,
    coalesce(sum(CASE action WHEN 'dispute' THEN amount WHEN 'dispute_won' THEN -amount END), 0) AS taken
  FROM entry WHERE action <> 'payout' GROUP BY psp, ref
), sent AS (
  SELECT psp, ref, count(*) AS times, sum(amount) AS amount, min(currency) AS currency
  FROM entry WHERE action = 'payout' GROUP BY psp, ref
), movement AS (
  SELECT id, source_id AS payment_id, purpose, source_type AS source FROM payment.ledger_transaction
  WHERE source_type = 'payment'
  UNION ALL
  SELECT t.id, r.payment_id, t.purpose, t.source_type FROM payment.ledger_transaction t
  JOIN payment.refund r ON r.id = t.source_id WHERE t.source_type = 'refund'
  UNION ALL
  SELECT t.id, c.payment_id, t.purpose, t.source_type FROM payment.ledger_transaction t
  JOIN payment.chargeback c ON c.id = t.source_id
  WHERE t.source_type = 'chargeback' AND t.purpose NOT IN (${FEES})
), booked AS (
  SELECT m.payment_id, e.owner AS psp, e.currency,
    coalesce(sum(e.amount) FILTER (WHERE m.purpose = 'charge'), 0) AS charged,
    coalesce(-sum(e.amount) FILTER (WHERE m.source = 'refund'), 0) AS back,
    coalesce(-sum(e.amount) FILTER (WHERE m.source = 'chargeback'), 0) AS taken
  FROM movement m JOIN payment.ledger_entry e ON e.transaction_id = m.id
  WHERE e.account = 'psp_clearing' GROUP BY 1, 2, 3
), done AS (
  SELECT id FROM booking.booking WHERE state IN ('confirmed', 'completed', 'no_show')
), kept AS (
  -- What a bank has taken back for good: its payer has it, and it is not refunded as well.
  SELECT part.payment_id, part.booking_id, sum(part.amount) AS amount
  FROM payment.chargeback_part part JOIN payment.chargeback c ON c.id = part.chargeback_id
  WHERE c.state = 'lost' GROUP BY 1, 2
), impossible AS (
  -- What a psp cannot send back, or refuses to, is offered to the payer: that is how it is meant. It sends nothing
  -- back of a payment of which a bank has kept a part.
  SELECT r.id, r.payment_id FROM payment.refund r
  LEFT JOIN kept ON kept.payment_id = r.payment_id AND kept.booking_id = r.booking_id
  LEFT JOIN payment.payment_part part ON part.payment_id = kept.payment_id AND part.booking_id = kept.booking_id
  WHERE (r.status IN ('offered', 'owed') OR r.way <> 'psp') AND (r.failure_reason = ANY ($2)
    OR (r.failure_reason = 'charge_disputed' AND r.amount <= part.amount - kept.amount))
)`;

const CHECKS: readonly MoneyCheck[] = [
  {
    kind: 'twice',
    what: 'payments that a psp charged more than once',
    sql: `SELECT coalesce(p.id::text, m.ref) AS id, p.booking_id AS booking FROM moved m
      LEFT JOIN payment.payment p ON p.psp = m.psp AND p.psp_ref = m.ref WHERE m.charges > 1`,
  },
  {
    kind: 'twice',
    what: 'bookings that were paid more than once and not given back',
    sql: `SELECT part.booking_id::text AS id, part.booking_id AS booking
      FROM moved m JOIN payment.payment p ON p.psp = m.psp AND p.psp_ref = m.ref
      JOIN payment.payment_part part ON part.payment_id = p.id
      WHERE m.charged > m.back AND p.id NOT IN (SELECT payment_id FROM impossible)
      GROUP BY part.booking_id HAVING count(*) > 1`,
  },
  {
    kind: 'twice',
    what: 'payments from which more went back than was asked for',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking
      FROM moved m JOIN payment.payment p ON p.psp = m.psp AND p.psp_ref = m.ref
      WHERE m.back > (SELECT coalesce(sum(coalesce(r.charged_amount, r.amount)), 0)
        FROM payment.refund r
        WHERE r.payment_id = p.id)`,
  },
  {
    kind: 'twice',
    what: 'payments and refunds that were announced more than once',
    sql: `SELECT coalesce(data ->> 'refundId', data ->> 'paymentId') AS id,
        min(data ->> 'bookingId')::uuid AS booking
      FROM payment.outbox
      WHERE subject IN ('evt.payment.succeeded.v1', 'evt.payment.refunded.v1')
      GROUP BY subject, coalesce(data ->> 'refundId', data ->> 'paymentId') HAVING count(*) > 1`,
  },
  {
    kind: 'lost',
    what: 'charges of a psp that are no payment here',
    sql: `SELECT m.psp || ' ' || m.ref AS id, p.booking_id AS booking FROM moved m
      LEFT JOIN payment.payment p ON p.psp = m.psp AND p.psp_ref = m.ref
      WHERE m.charges > 0 AND p.status IS DISTINCT FROM 'succeeded'`,
  },
  {
    kind: 'lost',
    what: 'payments that no psp was paid for',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      LEFT JOIN moved m ON m.psp = p.psp AND m.ref = p.psp_ref
      WHERE p.status = 'succeeded' AND p.psp <> 'credit' AND coalesce(m.charges, 0) = 0`,
  },
  {
    kind: 'lost',
    what: 'payments that were not announced',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      WHERE p.status = 'succeeded' AND NOT EXISTS (SELECT FROM payment.outbox
        WHERE subject = 'evt.payment.succeeded.v1' AND data ->> 'paymentId' = p.id::text)`,
  },
  {
    kind: 'lost',
    what: 'paid lessons that are neither confirmed nor given back as they should',
    sql: `SELECT p.id::text AS id, part.booking_id AS booking FROM payment.payment p
      JOIN payment.payment_part part ON part.payment_id = p.id
      JOIN booking.booking b ON b.id = part.booking_id
      LEFT JOIN booking.process l ON l.kind = 'lesson' AND l.subject_id = b.id
      LEFT JOIN kept ON kept.payment_id = p.id AND kept.booking_id = b.id
      CROSS JOIN LATERAL (SELECT CASE WHEN b.payment_id = p.id
        THEN (l.data ->> 'refundOrdered')::bigint ELSE part.amount END AS amount) AS due
      WHERE p.status = 'succeeded'
        AND NOT (b.payment_id IS NOT DISTINCT FROM p.id AND b.id IN (SELECT id FROM done))
        AND part.refunded_amount IS DISTINCT FROM due.amount
        AND part.refunded_amount IS DISTINCT FROM least(due.amount, part.amount - kept.amount)
        AND p.id NOT IN (SELECT payment_id FROM impossible)`,
  },
  {
    kind: 'lost',
    what: 'confirmed lessons that were not paid',
    sql: `SELECT b.id::text AS id, b.id AS booking FROM booking.booking b
      JOIN done USING (id) LEFT JOIN payment.payment p ON p.id = b.payment_id
      WHERE p.status IS DISTINCT FROM 'succeeded'`,
  },
  {
    kind: 'lost',
    what: 'refunds that were asked for and are not there, or failed where the psp can',
    sql: `SELECT concat_ws(' ', due.data ->> 'refundRequestId', r.status, r.failure_reason) AS id,
        (due.data ->> 'bookingId')::uuid AS booking
      FROM booking.outbox due LEFT JOIN payment.refund r
        ON r.request_id = (due.data ->> 'refundRequestId')::uuid
      WHERE due.subject = 'evt.booking.refund_due.v1'
        AND r.status IS DISTINCT FROM 'succeeded'
        AND NOT coalesce(r.due_at IS NOT NULL OR r.id IN (SELECT id FROM impossible), false)
        AND NOT coalesce(r.failure_reason = 'charged_back' AND EXISTS (SELECT FROM kept
          WHERE kept.payment_id = r.payment_id AND kept.booking_id = r.booking_id), false)`,
  },
  {
    kind: 'lost',
    what: 'cases for people that nobody has caused',
    sql: `SELECT c.kind || ' ' || c.subject AS id, p.booking_id AS booking FROM payment.payment_case c
      LEFT JOIN payment.payment p ON p.id = c.payment_id
      WHERE NOT (c.kind = 'refund_owed'
          AND c.subject IN (SELECT id::text FROM impossible))
        AND NOT (c.kind = 'refund_short' AND c.payment_id IN (SELECT payment_id FROM kept))`,
  },
  {
    kind: 'open',
    what: 'payments that are not final',
    sql: `SELECT id::text AS id, booking_id AS booking FROM payment.payment
      WHERE status IN ('created', 'unknown', 'pending') OR due_at IS NOT NULL`,
  },
  {
    kind: 'open',
    what: 'refunds and earnings that are not final',
    sql: `SELECT id::text AS id, booking_id AS booking FROM payment.refund
      WHERE status IN ('pending', 'unknown') OR due_at IS NOT NULL
      UNION ALL
      SELECT booking_id::text, booking_id FROM payment.earning WHERE due_at IS NOT NULL`,
  },
  {
    kind: 'open',
    what: 'events of psps that are not worked on, events of ours that are not published',
    sql: `SELECT psp || ' ' || event_id AS id, NULL::uuid AS booking FROM payment.psp_event
      WHERE due_at IS NOT NULL
      UNION ALL
      SELECT id::text, NULL FROM payment.outbox WHERE published_at IS NULL`,
  },
  {
    kind: 'unbalanced',
    what: 'currencies and transactions whose entries do not add up to zero',
    sql: `SELECT currency AS id, NULL::uuid AS booking FROM payment.ledger_entry
      GROUP BY currency HAVING sum(amount) <> 0
      UNION ALL
      SELECT transaction_id::text, NULL FROM payment.ledger_entry
      GROUP BY transaction_id, currency HAVING sum(amount) <> 0`,
  },
  {
    kind: 'unbalanced',
    what: 'payments of which the ledger says something else than the psp',
    sql: `SELECT coalesce(p.id::text, m.ref) AS id, p.booking_id AS booking
      FROM (payment.payment p JOIN booked b ON b.payment_id = p.id)
      FULL JOIN moved m ON m.psp = p.psp AND m.ref = p.psp_ref
      WHERE (m.charged, m.back, m.taken, m.currency, m.currencies, m.psp)
        IS DISTINCT FROM (b.charged, b.back, b.taken, b.currency, 1::bigint, b.psp)`,
  },
  {
    kind: 'unbalanced',
    what: 'psps whose account in the ledger is not what they hold',
    sql: `SELECT coalesce(l.owner, m.psp) || ' ' || coalesce(l.currency, m.currency) AS id,
        NULL::uuid AS booking
      FROM (SELECT owner, currency, sum(amount) AS amount FROM payment.ledger_entry e
        JOIN payment.ledger_transaction t ON t.id = e.transaction_id
        WHERE account = 'psp_clearing' AND t.purpose NOT IN (${FEES}) GROUP BY 1, 2) l
      FULL JOIN (SELECT psp, currency, sum(amount) AS amount FROM (
          SELECT psp, currency, charged - back - taken AS amount FROM moved
          UNION ALL SELECT psp, currency, -amount FROM sent) AS all_of_it GROUP BY 1, 2) m
        ON m.psp = l.owner AND m.currency = l.currency
      WHERE coalesce(l.amount, 0) <> coalesce(m.amount, 0)`,
  },
  {
    kind: 'unbalanced',
    what: 'people who have spent more credit than they had',
    sql: `SELECT owner || ' ' || currency AS id, NULL::uuid AS booking FROM payment.ledger_entry
      WHERE account = 'credit' GROUP BY owner, currency HAVING sum(amount) > 0`,
  },
  {
    kind: 'unbalanced',
    what: 'payments whose refunds do not add up to what is written on them',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      WHERE (p.refunded_amount, p.charged_refunded) <> (SELECT coalesce(sum(r.amount), 0),
          coalesce(sum(r.charged_amount) FILTER (WHERE r.way <> 'credit'), 0)
        FROM payment.refund r WHERE r.payment_id = p.id AND r.status = 'succeeded')`,
  },
  ...quoteChecks,
  ...disputeChecks,
  ...payoutChecks,
  ...reserveChecks,
];

/**
 * Judges the money of a platform from outside of its services: the database as an administrator sees it,
 * against what the psps really moved. While it is still at work, what is not done yet is open or lost.
 *
 * @param refusals words with which psps were made to refuse refunds
 */
export async function judgeMoney(
  database: Pick<pg.Pool, 'query'>,
  moved: readonly Moved[],
  refusals: readonly string[] = [],
): Promise<MoneyVerdict[]> {
  const evidence = JSON.stringify(moved);
  const verdicts: MoneyVerdict[] = [];
  for (const { kind, what, sql } of CHECKS) {
    const { rows } = await database.query<{ id: string; booking: string | null }>(
      `${EVIDENCE} ${sql}`,
      [evidence, ['only_all_of_it', 'refunds_not_offered', ...refusals]],
    );
    const found = rows.map(({ id, booking }) => ({ id, of: booking }));
    verdicts.push({ kind, what, found });
  }
  return verdicts;
}
