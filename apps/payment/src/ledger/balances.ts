import { statement } from '@edu/persistence';
import type { PaymentTx } from '../payment.db.ts';
import { BALANCES } from './balance.sql.ts';

/** Who takes something out of what is payable to a provider waits for whoever else does. */
const LOCK_PAYABLE = statement(
  { providerId: 'uuid' },
  `SELECT pg_advisory_xact_lock(hashtextextended('payable ' || (:providerId)::text, 0))`,
);

/**
 * What is payable to a provider in one currency, in minor units: what the platform owes, and nothing on its way.
 * Until the transaction ends nobody else takes anything out of it.
 */
export async function payableTo(
  tx: PaymentTx,
  providerId: string,
  currency: string,
): Promise<bigint> {
  await tx.execute(LOCK_PAYABLE, { providerId });
  const rows = await tx.query(BALANCES, { account: 'provider_payable', owner: providerId });
  // Credit is below zero.
  return -BigInt(rows.find((row) => row.currency === currency)?.balance ?? 0);
}
