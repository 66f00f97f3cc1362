import type { MoneyEntry } from '@edu/simulators';
import type pg from 'pg';
import type { Claim } from './client-log.ts';

/** What must never be there once a platform is quiet again. */
export interface Verdict {
  /** Of the oracle in the design notes. */
  readonly letter: string;
  readonly what: string;
  readonly kind: 'lost' | 'doubled' | 'unbalanced';
  /** Of whatever is wrong; empty when all is well. */
  readonly ids: readonly string[];
}

interface Check {
  readonly letter: string;
  readonly what: string;
  readonly kind: Verdict['kind'];
  /** Yields one `id` for each thing that is wrong. */
  readonly sql: string;
}

/** What Stripe took and gave back, what was answered to clients, and who is booked when. */
const EVIDENCE = `
WITH charge AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS c (action text, "paymentIntent" text, amount bigint)
  WHERE action = 'charge'
), given_back AS (
  SELECT "paymentIntent", count(*) AS times, sum(amount) AS amount
  FROM jsonb_to_recordset($1::jsonb) AS r (action text, "paymentIntent" text, amount bigint)
  WHERE action = 'refund' GROUP BY 1
), claim AS (
  SELECT * FROM jsonb_to_recordset($2::jsonb)
    AS c (kind text, "bookingId" uuid, "paymentId" uuid, "learnerId" uuid)
), live AS (
  SELECT * FROM booking.booking WHERE state IN ('requested', 'proposed', 'pending', 'confirmed', 'completed', 'no_show')
    -- A time that was held for a lesson is that lesson's once it is paid.
    AND (moves_id IS NULL OR state <> 'completed')
), paid AS (
  SELECT * FROM booking.booking WHERE state IN ('confirmed', 'completed', 'no_show')
), lesson AS (
  SELECT * FROM paid WHERE moves_id IS NULL
), kept AS (
  -- What was paid for a move goes back with its lesson.
  SELECT * FROM paid WHERE moves_id IS NULL OR moves_id IN (SELECT id FROM lesson)
)`;

const CHECKS: readonly Check[] = [
  {
    letter: 'A',
    what: 'overlapping bookings of a tutor or a learner',
    kind: 'doubled',
    sql: `SELECT a.id FROM live a JOIN live b ON a.id < b.id AND (
        (a.provider_id = b.provider_id AND coalesce(a.group_id, a.moves_id, a.id) <> coalesce(b.group_id, b.moves_id, b.id)
          AND a.busy_from < b.busy_until AND b.busy_from < a.busy_until)
        OR (a.learner_id = b.learner_id AND coalesce(a.moves_id, a.id) <> coalesce(b.moves_id, b.id)
          AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at))`,
  },
  {
    letter: 'A',
    what: 'group lessons with more learners than seats, or two on one',
    kind: 'doubled',
    sql: `SELECT group_id AS id FROM live WHERE group_id IS NOT NULL GROUP BY group_id
      HAVING count(*) > min(seats) OR count(*) > count(DISTINCT seat)`,
  },
  {
    letter: 'B',
    what: 'charges without a confirmed or refunded booking',
    kind: 'lost',
    sql: `SELECT c."paymentIntent" AS id FROM charge c
      LEFT JOIN payment.payment p ON p.psp_ref = c."paymentIntent"
      LEFT JOIN payment.payment_part part ON part.payment_id = p.id
      LEFT JOIN kept b ON b.id = part.booking_id AND b.payment_id = p.id
      LEFT JOIN given_back g USING ("paymentIntent")
      WHERE p.status IS DISTINCT FROM 'succeeded'
        OR (b.id IS NULL AND (part.refunded_amount IS DISTINCT FROM part.amount
          OR g.amount IS DISTINCT FROM CASE WHEN p.quote_id IS NULL THEN p.refunded_amount
            ELSE p.charged_refunded END))`,
  },
  {
    letter: 'C',
    what: 'confirmed bookings that were not paid',
    kind: 'lost',
    sql: `SELECT b.id FROM paid b
      LEFT JOIN payment.payment_part part ON part.payment_id = b.payment_id
        AND part.booking_id = b.id
      LEFT JOIN payment.payment p ON p.id = part.payment_id
      WHERE p.status IS DISTINCT FROM 'succeeded'
        OR p.psp_ref NOT IN (SELECT "paymentIntent" FROM charge)`,
  },
  {
    letter: 'D',
    what: 'ledger transactions or currencies that do not balance, payments missing in it',
    kind: 'unbalanced',
    sql: `SELECT currency AS id FROM payment.ledger_entry GROUP BY currency HAVING sum(amount) <> 0
      UNION ALL
      SELECT transaction_id::text FROM payment.ledger_entry
      GROUP BY transaction_id, currency HAVING sum(amount) <> 0
      UNION ALL
      SELECT p.id::text FROM payment.payment p WHERE status = 'succeeded' AND 1 <> (
        SELECT count(*) FROM payment.ledger_transaction t
        WHERE t.source_id = p.id AND t.purpose = 'charge')`,
  },
  {
    letter: 'E',
    what: 'paid bookings that were not charged exactly once, or given back more than once',
    kind: 'doubled',
    sql: `SELECT part.booking_id AS id FROM payment.payment p
      JOIN payment.payment_part part ON part.payment_id = p.id
      LEFT JOIN charge c ON c."paymentIntent" = p.psp_ref
      GROUP BY part.booking_id
      HAVING count(c) > 1 OR (count(c) = 0 AND bool_or(p.status = 'succeeded'))
      UNION ALL
      SELECT p.booking_id FROM given_back g
      JOIN payment.payment p ON p.psp_ref = g."paymentIntent"
      WHERE g.amount > coalesce(p.charged_amount, p.amount) OR g.times > greatest(1, (
        SELECT count(*) FROM payment.refund r
        WHERE r.payment_id = p.id AND r.status = 'succeeded'))`,
  },
  {
    letter: 'G',
    what: 'bookings confirmed or refunded more than once',
    kind: 'doubled',
    sql: `SELECT booking_id AS id FROM booking.booking_transition
      WHERE to_state IN ('pending', 'confirmed', 'refunded')
        AND from_state IS DISTINCT FROM to_state
      GROUP BY booking_id, to_state HAVING count(*) > 1`,
  },
  {
    letter: 'I',
    what: 'promises to clients that are not kept',
    kind: 'lost',
    sql: `SELECT c.kind || ' ' || c."bookingId" AS id FROM claim c
      LEFT JOIN booking.booking b ON b.id = c."bookingId"
      LEFT JOIN payment.payment p ON p.id = c."paymentId" AND EXISTS (
        SELECT FROM payment.payment_part part
        WHERE part.payment_id = p.id AND part.booking_id = c."bookingId")
      WHERE b.id IS NULL
        OR (c.kind = 'booked' AND b.learner_id <> c."learnerId")
        OR (c.kind = 'intent' AND p.id IS NULL)
        OR (c.kind = 'paid' AND p.status IS DISTINCT FROM 'succeeded')
        OR (c.kind = 'canceled' AND b.state NOT IN ('canceled', 'refunded'))
        OR (c.kind = 'confirmed' AND b.state NOT IN ('confirmed', 'completed', 'no_show')
          AND NOT EXISTS (SELECT FROM claim x
            WHERE x."bookingId" = b.id AND x.kind = 'canceled'))`,
  },
  {
    letter: 'J',
    what: 'notifications written twice',
    kind: 'doubled',
    // Of what goes back there is one for each refund, and a lesson may have several. What names no lesson is
    // written once for each event.
    sql: `SELECT booking || ' ' || template AS id FROM (
        SELECT facts ->> 'bookingId' AS booking, template, count(*) AS written
        FROM notification.message WHERE facts ->> 'bookingId' IS NOT NULL
        GROUP BY facts ->> 'bookingId', facts ->> 'startsAt', facts -> 'from', user_id, channel, template
      ) AS alike
      WHERE written > CASE template WHEN 'payment-refunded' THEN (
        SELECT count(*) FROM payment.refund
        WHERE booking_id::text = booking AND status IN ('succeeded', 'failed')) ELSE 1 END`,
  },
  {
    letter: 'K',
    what: 'confirmed bookings of which the tutor or the learner got no message',
    kind: 'lost',
    sql: `SELECT b.id FROM lesson b CROSS JOIN LATERAL (VALUES (learner_id), (provider_id)) AS who (id)
      WHERE NOT EXISTS (SELECT FROM notification.message m
        WHERE m.user_id = who.id AND m.facts ->> 'bookingId' = b.id::text
          AND m.template = 'booking-confirmed' AND m.channel = 'in_app' AND m.status = 'delivered')`,
  },
  {
    letter: 'L',
    what: 'paid lessons without a room',
    kind: 'lost',
    sql: `SELECT b.id FROM lesson b LEFT JOIN session.room r ON r.booking_id = b.id
      WHERE r.state IS DISTINCT FROM 'open'`,
  },
  {
    letter: 'M',
    what: 'lessons that do not cost what was paid for them, differences included',
    kind: 'unbalanced',
    sql: `SELECT h.moves_id AS id FROM paid h JOIN booking.booking b ON b.id = h.moves_id
      WHERE h.moves_id IS NOT NULL AND b.price_amount > (
        SELECT sum(part.amount) FROM payment.payment_part part JOIN booking.booking x ON x.id = part.booking_id
          AND x.payment_id = part.payment_id
        WHERE x.id = b.id OR x.moves_id = b.id)`,
  },
];

/**
 * Judges a platform from outside of its services: its database as an administrator sees it, what
 * the psp really took, and what was answered to clients. While it is still at work, what is
 * not done yet looks lost.
 */
export async function judge(
  database: pg.Client,
  charges: readonly MoneyEntry[],
  claims: readonly Claim[],
): Promise<Verdict[]> {
  const evidence = [JSON.stringify(charges), JSON.stringify(claims)];
  const verdicts: Verdict[] = [];
  for (const { sql, ...check } of CHECKS) {
    const { rows } = await database.query<{ id: string }>(`${EVIDENCE} ${sql}`, evidence);
    verdicts.push({ ...check, ids: rows.map(({ id }) => id) });
  }
  verdicts.push(await unpublished(database));
  return verdicts;
}

/** Events that the outbox of some service still holds. */
async function unpublished(database: pg.Client): Promise<Verdict> {
  const { rows: outboxes } = await database.query<{ schema: string }>(
    `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'outbox' ORDER BY 1`,
  );
  const ids: string[] = [];
  for (const { schema } of outboxes) {
    const { rows } = await database.query<{ id: string }>(
      `SELECT id FROM "${schema}".outbox WHERE published_at IS NULL`,
    );
    ids.push(...rows.map(({ id }) => `${schema} ${id}`));
  }
  return { letter: 'F', what: 'events that were not published', kind: 'lost', ids };
}
