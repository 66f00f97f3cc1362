import type { MoneyEntry } from '@edu/simulators';
import type pg from 'pg';

export type MoneyFault = 'twice' | 'lost' | 'open' | 'unbalanced';

/** Money that a psp really moved. */
export interface Moved extends Pick<MoneyEntry, 'action' | 'amount' | 'currency'> {
  readonly psp: string;
  /** The psp's name of the payment. */
  readonly ref: string;
}

export interface MoneyVerdict {
  readonly kind: MoneyFault;
  readonly what: string;
  /** Of whatever is wrong, and the booking where there is one. */
  readonly found: readonly { readonly id: string; readonly bookingId: string | null }[];
}

interface Check {
  readonly kind: MoneyFault;
  readonly what: string;
  /** Yields `id` and `booking` of each thing that is wrong. */
  readonly sql: string;
}

/** What the psps moved for each payment, and what the ledger says of it. */
const EVIDENCE = `
WITH entry AS (
  SELECT psp, ref, action, amount, upper(currency) AS currency
  FROM jsonb_to_recordset($1::jsonb)
    AS e (psp text, ref text, action text, amount bigint, currency text)
), moved AS (
  SELECT psp, ref, min(currency) AS currency, count(DISTINCT currency) AS currencies,
    count(*) FILTER (WHERE action = 'charge') AS charges,
    coalesce(sum(amount) FILTER (WHERE action = 'charge'), 0) AS charged,
    coalesce(sum(CASE action WHEN 'refund' THEN amount WHEN 'refund_failed' THEN -amount END), 0) AS back
  FROM entry GROUP BY psp, ref
), movement AS (
  SELECT id, source_id AS payment_id, purpose FROM payment.ledger_transaction
  WHERE source_type = 'payment'
  UNION ALL
  SELECT t.id, r.payment_id, t.purpose FROM payment.ledger_transaction t
  JOIN payment.refund r ON r.id = t.source_id WHERE t.source_type = 'refund'
), booked AS (
  SELECT m.payment_id, e.owner AS psp, e.currency,
    coalesce(sum(e.amount) FILTER (WHERE m.purpose = 'charge'), 0) AS charged,
    coalesce(-sum(e.amount) FILTER (WHERE m.purpose <> 'charge'), 0) AS back
  FROM movement m JOIN payment.ledger_entry e ON e.transaction_id = m.id
  WHERE e.account = 'psp_clearing' GROUP BY 1, 2, 3
), done AS (
  SELECT id FROM booking.booking WHERE state IN ('confirmed', 'completed', 'no_show')
), impossible AS (
  -- What a psp cannot send back, or refuses to, is offered to the payer: that is how it is meant.
  SELECT id, payment_id FROM payment.refund
  WHERE (status IN ('offered', 'owed') OR way <> 'psp') AND failure_reason = ANY ($2)
)`;

const CHECKS: readonly Check[] = [
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
      WHERE m.back > (SELECT coalesce(sum(r.amount), 0) FROM payment.refund r
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
      WHERE p.status = 'succeeded'
        AND NOT (b.payment_id IS NOT DISTINCT FROM p.id AND b.id IN (SELECT id FROM done))
        AND part.refunded_amount IS DISTINCT FROM CASE
          WHEN b.payment_id = p.id THEN (l.data ->> 'refundOrdered')::bigint ELSE part.amount END
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
    sql: `SELECT due.data ->> 'refundRequestId' AS id, (due.data ->> 'bookingId')::uuid AS booking
      FROM booking.outbox due LEFT JOIN payment.refund r
        ON r.request_id = (due.data ->> 'refundRequestId')::uuid
      WHERE due.subject = 'evt.booking.refund_due.v1'
        AND r.status IS DISTINCT FROM 'succeeded'
        AND NOT coalesce(r.due_at IS NOT NULL OR r.id IN (SELECT id FROM impossible), false)`,
  },
  {
    kind: 'lost',
    what: 'cases for people that nobody has caused',
    sql: `SELECT c.kind || ' ' || c.subject AS id, p.booking_id AS booking FROM payment.payment_case c
      LEFT JOIN payment.payment p ON p.id = c.payment_id
      WHERE NOT (c.kind = 'refund_owed'
        AND c.subject IN (SELECT id::text FROM impossible))`,
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
      WHERE (m.charged, m.back, m.currency, m.currencies, m.psp)
        IS DISTINCT FROM (b.charged, b.back, b.currency, 1::bigint, b.psp)`,
  },
  {
    kind: 'unbalanced',
    what: 'psps whose account in the ledger is not what they hold',
    sql: `SELECT coalesce(l.owner, m.psp) || ' ' || coalesce(l.currency, m.currency) AS id,
        NULL::uuid AS booking
      FROM (SELECT owner, currency, sum(amount) AS amount FROM payment.ledger_entry
        WHERE account = 'psp_clearing' GROUP BY 1, 2) l
      FULL JOIN (SELECT psp, currency, sum(charged - back) AS amount FROM moved GROUP BY 1, 2) m
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
      WHERE p.refunded_amount <> (SELECT coalesce(sum(r.amount), 0) FROM payment.refund r
        WHERE r.payment_id = p.id AND r.status = 'succeeded')`,
  },
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
    const found = rows.map(({ id, booking }) => ({ id, bookingId: booking }));
    verdicts.push({ kind, what, found });
  }
  return verdicts;
}
