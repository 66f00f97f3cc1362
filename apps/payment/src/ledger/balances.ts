import type { PaymentTx } from '../payment.db.ts';
import { BALANCES } from './balance.sql.ts';

/** What is payable to a provider in one currency, in minor units: what the platform owes, and nothing on its way. */
export async function payableTo(
  tx: PaymentTx,
  providerId: string,
  currency: string,
): Promise<bigint> {
  const rows = await tx.query(BALANCES, { account: 'provider_payable', owner: providerId });
  // Credit is below zero.
  return -BigInt(rows.find((row) => row.currency === currency)?.balance ?? 0);
}
