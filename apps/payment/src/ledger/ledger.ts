import type { PaymentTx } from '../payment.db.ts';
import type { Entry, Posting } from './ledger.domain.ts';
import { ENTRIES_OF_REFUND, HELD, POST, postingValues, REFUNDED, TAXES } from './ledger.sql.ts';

/** Books one movement of money. */
export async function post(tx: PaymentTx, posting: Posting): Promise<void> {
  await tx.query(POST, postingValues(posting));
}

/** A lesson, and what paid for it. */
export interface PartKey {
  readonly paymentId: string;
  readonly bookingId: string;
}

/** What is still held for the learner of what was paid for a lesson, in minor units. */
export async function heldOf(tx: PaymentTx, { paymentId, bookingId }: PartKey): Promise<bigint> {
  const [row] = await tx.query(HELD, { paymentId, bookingId });
  return BigInt(row!.held.toString());
}

/** What of the earning of a lesson is due to tax offices, in minor units. */
export async function taxesOf(tx: PaymentTx, bookingId: string): Promise<bigint> {
  const [row] = await tx.query(TAXES, { bookingId });
  return BigInt(row!.taxes);
}

/** What of a lesson went back to the payer at the platform's cost, in minor units. */
export async function refundedOf(
  tx: PaymentTx,
  { paymentId, bookingId }: PartKey,
): Promise<bigint> {
  const [row] = await tx.query(REFUNDED, { paymentId, bookingId });
  return BigInt(row!.amount);
}

/** What a refund was booked as. */
export async function entriesOfRefund(tx: PaymentTx, refundId: string): Promise<Entry[]> {
  const rows = await tx.query(ENTRIES_OF_REFUND, { refundId });
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}
