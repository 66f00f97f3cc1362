import { statement } from '@edu/persistence';
import { writing, type Found } from './mismatch.sql.ts';

/** Our payments against our ledger and our bookings, of a slice of ids or of what is open. */
const IDS = { fromId: 'uuid', untilId: 'uuid' } as const;
const OF_SLICE = 'p.id >= :fromId AND p.id < :untilId';
const ofOpen = (side: 'ledger' | 'booking') => `p.id IN (
  SELECT payment_id FROM mismatch WHERE side = '${side}' AND state IN ('open', 'assigned'))`;

const NONE = `NULL::bigint AS movement_id`;

/** What is paid, or went back, and what the ledger has of it. */
const ledger = (which: string) => `owed AS (
  SELECT p.psp, p.id AS payment_id, 'payment' AS about, p.id,
    coalesce(p.charged_currency, p.currency) AS currency, p.status, p.updated_at,
    CASE p.status WHEN 'succeeded' THEN coalesce(p.charged_amount, p.asked_amount) ELSE 0 END AS amount
  FROM payment p WHERE ${which}
  UNION ALL
  SELECT p.psp, p.id, 'refund', r.id, coalesce(r.charged_currency, r.currency), r.status,
    r.updated_at, CASE WHEN r.status = 'succeeded' AND r.way <> 'credit'
      THEN -coalesce(r.charged_amount, r.amount) ELSE 0 END
  FROM payment p JOIN refund r ON r.payment_id = p.id WHERE ${which}
), found AS (
  SELECT psp, 'ledger' AS side, CASE
      WHEN strange IS NOT NULL THEN 'other_currency'
      WHEN booked = amount THEN NULL
      WHEN booked = 0 THEN 'missing_there'
      WHEN amount = 0 THEN 'other_state'
      ELSE 'other_amount' END AS kind,
    about, owed.id::text AS subject, payment_id, ${NONE}, abs(amount) AS here_amount,
    currency AS here_currency, status AS here_state, nullif(abs(booked), 0) AS there_amount,
    coalesce(strange, CASE WHEN booked <> 0 THEN currency END) AS there_currency,
    CASE WHEN booked <> 0 THEN 'booked' END AS there_state, updated_at AS happened_at
  FROM owed CROSS JOIN LATERAL (
    SELECT coalesce(sum(e.amount) FILTER (WHERE e.currency = owed.currency), 0)::bigint AS booked,
      min(e.currency) FILTER (WHERE e.currency <> owed.currency) AS strange
    FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
    WHERE t.source_type = owed.about AND t.source_id = owed.id
      AND e.account = 'psp_clearing' AND e.owner = owed.psp) AS entries
)`;

export const JUDGE_LEDGER = statement(IDS, writing(ledger(OF_SLICE))).returns<Found>();
export const JUDGE_OPEN_LEDGER = statement({}, writing(ledger(ofOpen('ledger')))).returns<Found>();

/**
 * What is paid, and what bookings know of it. One that is over may keep its money, as its policy says;
 * one that is paid twice keeps it once.
 */
const bookings = (which: string) => `paid AS (
  SELECT p.psp, p.id AS payment_id, p.currency, p.updated_at, part.booking_id, part.amount,
    t.booking_id AS known, t.amount AS price, t.currency AS price_currency, t.state,
    part.refunded_amount < part.amount AND EXISTS (
      SELECT FROM payment_part o JOIN payment op ON op.id = o.payment_id
      WHERE o.booking_id = part.booking_id AND o.payment_id < part.payment_id
        AND op.status = 'succeeded' AND o.refunded_amount < o.amount) AS is_second
  FROM payment p JOIN payment_part part ON part.payment_id = p.id
    LEFT JOIN booking_terms t ON t.booking_id = part.booking_id
  WHERE p.status = 'succeeded' AND p.updated_at < :before AND ${which}
), found AS (
  SELECT psp, 'booking' AS side, CASE
      WHEN is_second THEN 'twice'
      WHEN known IS NULL THEN 'missing_there'
      WHEN state IN ('requested', 'pending') THEN 'other_state'
      WHEN price_currency <> currency THEN 'other_currency'
      WHEN price <> amount THEN 'other_amount' END AS kind,
    'booking' AS about, booking_id::text AS subject, payment_id, ${NONE}, amount AS here_amount,
    currency AS here_currency, 'succeeded' AS here_state, price AS there_amount,
    price_currency AS there_currency, state AS there_state, updated_at AS happened_at
  FROM paid
)`;

export const JUDGE_BOOKINGS = statement(
  { ...IDS, before: 'timestamptz' },
  writing(bookings(OF_SLICE)),
).returns<Found>();
export const JUDGE_OPEN_BOOKINGS = statement(
  { before: 'timestamptz' },
  writing(bookings(ofOpen('booking'))),
).returns<Found>();

/** Bookings that count as paid, and whose money nobody has. */
const unpaid = (which: string) => `found AS (
  SELECT NULL::text AS psp, 'booking' AS side, 'missing_here' AS kind, 'booking' AS about,
    booking_id::text AS subject, NULL::uuid AS payment_id, ${NONE}, NULL::bigint AS here_amount,
    NULL::text AS here_currency, NULL::text AS here_state, amount AS there_amount,
    currency AS there_currency, state AS there_state, starts_at AS happened_at
  FROM booking_terms t
  WHERE state = 'confirmed' AND amount > 0 AND ${which} AND NOT EXISTS (
    SELECT FROM payment_part part JOIN payment p ON p.id = part.payment_id
    WHERE part.booking_id = t.booking_id AND p.status = 'succeeded')
)`;

export const JUDGE_UNPAID = statement(
  IDS,
  writing(unpaid('booking_id >= :fromId AND booking_id < :untilId')),
).returns<Found>();
export const JUDGE_OPEN_UNPAID = statement(
  {},
  writing(
    unpaid(`booking_id IN (SELECT subject::uuid FROM mismatch
      WHERE side = 'booking' AND kind = 'missing_here' AND state IN ('open', 'assigned'))`),
  ),
).returns<Found>();
