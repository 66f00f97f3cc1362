import { newId } from '@edu/contract-kit';
import { statement, type ValuesOf } from '@edu/persistence';
import type { Entry, Posting } from './ledger.domain.ts';

export const POSTING = {
  transactionId: 'uuid',
  sourceType: 'text',
  sourceId: 'uuid',
  purpose: 'text',
  entries: 'jsonb',
} as const;

/**
 * The parts of a `WITH` that book a movement for each row of `from`; the database refuses it twice,
 * and refuses it out of balance.
 */
export const insertPosting = (from: string) => `
movement AS (
  INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
  SELECT :transactionId, :sourceType, :sourceId, :purpose FROM ${from}
  RETURNING id
), entries AS (
  INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
  SELECT movement.id, account, owner, amount, currency
  FROM movement, jsonb_to_recordset(:entries) AS entry(
    account text, owner text, amount bigint, currency text)
)`;

export function postingValues({ entries, ...source }: Posting): ValuesOf<typeof POSTING> {
  const rows = entries.map((entry) => ({ ...entry, amount: String(entry.amount) }));
  return { ...source, transactionId: newId(), entries: JSON.stringify(rows) };
}

export const POST = statement(
  POSTING,
  `WITH once AS (SELECT), ${insertPosting('once')} SELECT id FROM movement`,
);

/**
 * What is still held for the learner of what was paid for a lesson: neither sent back nor earned, nor frozen
 * or lost by a chargeback. The payment must have succeeded.
 */
export const HELD = statement(
  { paymentId: 'uuid', bookingId: 'uuid' },
  `SELECT amount - (
     SELECT coalesce(sum(e.amount), 0)
     FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
     WHERE e.account = 'learner' AND (t.source_type, t.source_id) IN (
       SELECT 'refund', id FROM refund
       WHERE payment_id = :paymentId AND booking_id = :bookingId
       UNION ALL SELECT 'booking', booking_id FROM earning
       WHERE payment_id = :paymentId AND booking_id = :bookingId
       UNION ALL SELECT 'chargeback_part', id FROM chargeback_part
       WHERE payment_id = :paymentId AND booking_id = :bookingId)) AS held
   FROM payment_part WHERE payment_id = :paymentId AND booking_id = :bookingId`,
).returns<{ held: string | { toString(): string } }>();

/** What of an earning is due to tax offices. */
export const TAXES = statement(
  { bookingId: 'uuid' },
  `SELECT coalesce(-sum(e.amount), 0)::bigint AS taxes
   FROM ledger_transaction AS t JOIN ledger_entry AS e ON e.transaction_id = t.id
   WHERE t.source_type = 'booking' AND t.source_id = :bookingId AND t.purpose = 'earning'
     AND e.account IN ('vat_payable', 'tax_withheld')`,
).returns<{ taxes: string | number | bigint }>();

/** What of a lesson went back at the platform's cost, less what was covered since by a chargeback that was won. */
export const REFUNDED = statement(
  { paymentId: 'uuid', bookingId: 'uuid' },
  `SELECT coalesce(sum(e.amount), 0)::text AS amount
   FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
   WHERE e.account = 'refunds' AND (t.source_type, t.source_id) IN (
     SELECT 'refund', id FROM refund WHERE payment_id = :paymentId AND booking_id = :bookingId
     UNION ALL SELECT 'chargeback_part', id FROM chargeback_part
     WHERE payment_id = :paymentId AND booking_id = :bookingId)`,
).returns<{ amount: string }>();

export const ENTRIES_OF_REFUND = statement(
  { refundId: 'uuid' },
  `SELECT account, owner, amount, e.currency
   FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
   WHERE t.source_type = 'refund' AND t.source_id = :refundId AND t.purpose = 'refund'`,
).returns<Omit<Entry, 'amount'> & { amount: bigint | string | number }>();
