import { ANSWER, FIRST_WITH_KEY, insertEvents, keepAnswer, statement } from '@edu/persistence';
import { Prisma, type Payment as PaymentRow } from '../generated/prisma/client.ts';
import { insertPosting, POSTING } from '../ledger/ledger.sql.ts';
import { CARD, FIRED, LOOK_AT_CARD, REMEMBER_NUMBER, REVIEW, RISK } from '../risk/risk.sql.ts';

/**
 * The one open payment of these bookings, unless one of them has one already, or a rule of risk refuses it. Of
 * two that race for a booking one waits for the other and is refused by `payment_part_open`.
 */
export const OPEN_PAYMENT = statement(
  {
    id: 'uuid',
    bookingId: 'uuid',
    payerId: 'uuid',
    psp: 'text',
    amount: 'bigint',
    credit: 'bigint',
    currency: 'text',
    payer: 'jsonb?',
    parts: 'jsonb',
    linkId: 'uuid?',
    quoteId: 'uuid?',
    chargedAmount: 'bigint?',
    chargedCurrency: 'text?',
    askAgainMs: 'float8',
    ...RISK,
  },
  // The link is locked, so that whoever withdraws it afterwards finds the payment and closes it.
  `WITH link AS MATERIALIZED (
     SELECT id FROM payment_link WHERE id = :linkId AND withdrawn_at IS NULL FOR SHARE
   ), wanted AS MATERIALIZED (
     SELECT "bookingId" AS booking_id, amount
     FROM jsonb_to_recordset(:parts) AS part("bookingId" uuid, amount bigint)
   ), free AS MATERIALIZED (
     SELECT true AS is_free WHERE (:linkId IS NULL OR EXISTS (SELECT FROM link))
       AND NOT EXISTS (SELECT FROM payment_part JOIN wanted USING (booking_id) WHERE is_open)
   ), fired AS MATERIALIZED (${FIRED}
   ), opened AS (
     INSERT INTO payment (id, booking_id, payer_id, psp, amount, credit_amount, currency, payer,
       link_id, quote_id, charged_amount, charged_currency, due_at)
     SELECT :id, :bookingId, :payerId, :psp, :amount, :credit, :currency, :payer, :linkId, :quoteId,
       :chargedAmount, :chargedCurrency,
       now() + :askAgainMs * interval '1 ms'
     FROM free WHERE NOT EXISTS (SELECT FROM fired WHERE action = 'refuse')
     RETURNING id
   ), part AS (
     INSERT INTO payment_part (payment_id, booking_id, amount)
     SELECT opened.id, booking_id, amount FROM opened, wanted ORDER BY booking_id
   ), review AS (${REVIEW}
   ), number AS (${REMEMBER_NUMBER}
   )
   SELECT EXISTS (SELECT FROM opened) AS "isOpened",
     (SELECT array_agg(id::text ORDER BY id) FROM fired WHERE action = 'refuse') AS "refusedBy"`,
).returns<{ isOpened: boolean; refusedBy: string[] | null }>();

/** Columns of a payment under the names of its fields. */
const FIELDS = Object.values(Prisma.PaymentScalarFieldEnum)
  .map(
    (field) => `${field.replace(/[A-Z]/g, (capital) => `_${capital}`).toLowerCase()} AS "${field}"`,
  )
  .join(', ');

/** As `tx.query` reads it; without a payment all of it is null. */
type Open = PaymentRow & { readonly parts: readonly OpenPart[] };

/** Of JSON, which has numbers. */
export interface OpenPart {
  readonly bookingId: string;
  readonly amount: number;
  readonly refundedAmount: number;
}

/** Whether one of these bookings is paid, and the open payment of one of them. */
export const FIND_OPEN = statement(
  { bookingIds: 'uuid[]' },
  `SELECT open.*, EXISTS (SELECT FROM payment_part AS part JOIN payment ON payment.id = part.payment_id
     WHERE part.booking_id = ANY(:bookingIds) AND payment.status = 'succeeded') AS "isPaid"
   FROM (SELECT) AS one LEFT JOIN (
     SELECT ${FIELDS}, (
       SELECT jsonb_agg(jsonb_build_object('bookingId', part.booking_id, 'amount', part.amount,
         'refundedAmount', part.refunded_amount) ORDER BY part.booking_id)
       FROM payment_part AS part WHERE part.payment_id = payment.id) AS parts
     FROM payment WHERE id = (SELECT payment_id FROM payment_part
       WHERE booking_id = ANY(:bookingIds) AND is_open LIMIT 1)
   ) AS open ON true`,
).returns<(Open | Record<keyof Open, null>) & { readonly isPaid: boolean }>();

/**
 * A psp has taken an order, and nobody is asked on a phone: the payment waits for its payer, and the answer
 * is stored, in one round trip; or nothing when the payment is not as it was seen, or the key has been used.
 * A test holds it equal to what `PaymentUpdater.apply` does in a transaction.
 */
export const ORDER_TAKEN = statement(
  {
    ...ANSWER,
    paymentId: 'uuid',
    seenStatus: 'text',
    pspRef: 'text',
    pageUrl: 'text?',
    noticeDigest: 'text?',
  },
  `WITH first AS MATERIALIZED (${FIRST_WITH_KEY}
   ), pending AS (
     UPDATE payment SET status = 'pending', psp_ref = :pspRef, updated_at = now(),
       page_url = coalesce(:pageUrl, page_url), notice_digest = coalesce(:noticeDigest, notice_digest)
     FROM first WHERE id = :paymentId AND status = :seenStatus AND psp_ref IS NULL
     RETURNING id
   ), answer AS (${keepAnswer('pending')}
   )
   SELECT id FROM pending`,
);

/** A payment that a psp's event is about, as far as it matters then; in one round trip. */
export interface SeenPayment {
  readonly id: string;
  readonly bookingId: string;
  readonly payerId: string;
  readonly psp: string;
  readonly pspRef: string | null;
  readonly status: string;
  readonly amount: string;
  readonly creditAmount: string;
  readonly currency: string;
  readonly chargedAmount: string | null;
  readonly chargedCurrency: string | null;
  readonly parts: readonly { readonly bookingId: string; readonly amount: number }[];
}

/** By the psp's name for it, or by our id where an event arrives before that name has been stored. */
export const FIND_PAYMENT = statement(
  { psp: 'text', pspRef: 'text', paymentId: 'uuid?' },
  `SELECT id, booking_id AS "bookingId", payer_id AS "payerId", psp, psp_ref AS "pspRef", status,
     amount, credit_amount AS "creditAmount", currency, charged_amount AS "chargedAmount",
     charged_currency AS "chargedCurrency", (
       SELECT jsonb_agg(jsonb_build_object('bookingId', part.booking_id, 'amount', part.amount)
         ORDER BY part.booking_id)
       FROM payment_part AS part WHERE part.payment_id = payment.id) AS parts
   FROM payment
   WHERE psp = :psp AND (psp_ref = :pspRef OR (id = :paymentId AND psp_ref IS NULL))
   ORDER BY psp_ref LIMIT 1`,
).returns<SeenPayment>();

/**
 * Counts what of a part went back, in the payment as well; below zero when it came back to us.
 *
 * `charged`: what that was in other money, 0 where the price itself was paid.
 *
 * @returns whether all of the part has gone back by now
 */
export const COUNT_REFUND = statement(
  { paymentId: 'uuid', bookingId: 'uuid', amount: 'bigint', charged: 'bigint' },
  `WITH part AS (
     UPDATE payment_part SET refunded_amount = refunded_amount + :amount
     WHERE payment_id = :paymentId AND booking_id = :bookingId
     RETURNING payment_id, refunded_amount = amount AS total
   )
   UPDATE payment SET refunded_amount = refunded_amount + :amount,
     charged_refunded = charged_refunded + :charged, updated_at = now()
   FROM part WHERE id = payment_id RETURNING total`,
).returns<{ total: boolean }>();

/**
 * Lets one request order an intent where two orders would make two; the others wait until the psp must
 * know of it.
 */
export const CLAIM_ORDER = statement(
  { id: 'uuid', forMs: 'float8' },
  `UPDATE payment SET ordered_until = now() + :forMs * interval '1 ms'
   WHERE id = :id AND psp_ref IS NULL AND (ordered_until IS NULL OR ordered_until < now())
   RETURNING id`,
);

/** Has the psp asked now about payments that somebody looks at, each at most every five seconds. */
export const ASK_NOW = statement(
  { ids: 'uuid[]' },
  `UPDATE payment SET due_at = now(), looked_at = now()
   WHERE id = ANY(:ids) AND due_at > now()
     AND coalesce(looked_at, created_at) < now() - interval '5 seconds'
   RETURNING id`,
);

/**
 * Closes an open payment of lessons of which one is over, or paid by another payment. Their events do so
 * themselves, but not to a payment that was being opened at that moment.
 */
export const CLOSE_UNWANTED = statement(
  { id: 'uuid' },
  `UPDATE payment SET close_requested_at = now()
   WHERE id = :id AND close_requested_at IS NULL AND status IN ('created', 'unknown', 'pending')
     AND EXISTS (SELECT FROM payment_part JOIN booking_terms AS terms USING (booking_id)
       WHERE payment_id = :id AND terms.state IN ('over', 'confirmed'))`,
);

/** Held until the transaction ends. */
export const LOCK_PAYMENT = statement(
  { id: 'uuid' },
  'SELECT FROM payment WHERE id = :id FOR UPDATE',
);

/**
 * Everything of a payment that has succeeded in one round trip: its status, the movement of money,
 * the event, what its card says to the rules of risk, and the psp's event that brought the news; or
 * nothing at all when the payment is not as it was seen. What is written has been decided outside; a test holds it equal to what
 * `PaymentUpdater.apply` does in a transaction.
 */
export const CHARGE = statement(
  {
    ...POSTING,
    ...CARD,
    paymentId: 'uuid',
    seenStatus: 'text',
    pspRef: 'text',
    events: 'jsonb',
    pspEventId: 'uuid',
  },
  `
WITH paid AS (
  UPDATE payment
  SET status = 'succeeded', psp_ref = :pspRef, payer = NULL, page_url = NULL, due_at = NULL,
    updated_at = now()
  WHERE id = :paymentId AND status = :seenStatus AND (psp_ref IS NULL OR psp_ref = :pspRef)
  RETURNING id, payer_id, amount, currency
), ${insertPosting('paid')}, ${LOOK_AT_CARD}, event AS (${insertEvents(':events')} WHERE EXISTS (SELECT FROM paid)
), processed AS (
  UPDATE psp_event SET outcome = 'applied', processed_at = now(), due_at = NULL, error = NULL
  WHERE id = :pspEventId AND EXISTS (SELECT FROM paid)
)
SELECT id FROM paid`,
);
