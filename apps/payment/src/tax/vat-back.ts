import { statement } from '@edu/persistence';
import type { PartKey } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { vatBackOf, type VatBack } from './tax.domain.ts';

/** Of a lesson whose receipt states VAT: what of that was booked as it was earned, and what has gone back since. */
const BOOKED_VAT = statement(
  { paymentId: 'uuid', bookingId: 'uuid' },
  `SELECT (vat ->> 'bps')::int AS bps, vat ->> 'country' AS country, part.earned_amount::text AS earned,
     booked.amount::text AS booked, back.amount::text AS back
   FROM payment_part AS part
   JOIN document ON document.kind = 'receipt' AND document.payment_id = part.payment_id
   CROSS JOIN LATERAL jsonb_array_elements(facts -> 'lessons') AS lesson
   CROSS JOIN LATERAL (SELECT lesson -> 'vat' AS vat) AS stated
   CROSS JOIN LATERAL (
     SELECT coalesce(-sum(e.amount), 0) AS amount
     FROM ledger_transaction AS t JOIN ledger_entry AS e ON e.transaction_id = t.id
     WHERE t.source_type = 'booking' AND t.source_id = part.booking_id AND t.purpose = 'earning'
       AND e.account = 'vat_payable') AS booked
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(e.amount), 0) AS amount
     FROM refund JOIN ledger_transaction AS t ON t.source_type = 'refund' AND t.source_id = refund.id
     JOIN ledger_entry AS e ON e.transaction_id = t.id
     WHERE refund.payment_id = part.payment_id AND refund.booking_id = part.booking_id
       AND e.account = 'vat_payable') AS back
   WHERE part.payment_id = :paymentId AND part.booking_id = :bookingId
     AND lesson ->> 'bookingId' = (:bookingId)::text AND (vat ->> 'bps')::int > 0`,
).returns<{ bps: number; country: string; earned: string; booked: string; back: string }>();

/**
 * What of a refund takes back VAT of the lesson's price that was booked with its earning: as its credit note says.
 *
 * @param amount what of it was not held for the learner any more
 */
export async function vatBackIn(
  tx: PaymentTx,
  { paymentId, bookingId }: PartKey,
  amount: bigint,
): Promise<VatBack | undefined> {
  if (amount <= 0n) return undefined;
  const [row] = await tx.query(BOOKED_VAT, { paymentId, bookingId });
  if (!row) return undefined;
  const { bps, country } = row;
  const [earned, booked, back] = [BigInt(row.earned), BigInt(row.booked), BigInt(row.back)];
  return vatBackOf({ bps, country, earned, booked, back }, amount);
}
