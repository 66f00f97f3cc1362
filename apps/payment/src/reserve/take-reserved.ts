import { reservedOf } from '../ledger/balances.ts';
import type { PaymentTx } from '../payment.db.ts';
import { takingFrom } from './reserve.domain.ts';
import { LOCK_KEPT, TAKE } from './reserve.sql.ts';

/**
 * What is kept of a provider covers what a bank takes, before what is payable does. Until the transaction ends
 * nobody else may take anything out of what is payable to them: see `payableTo`.
 *
 * @param most ≥ 0
 * @returns how much there was; its movement is the caller's to book
 */
export async function takeReserved(
  tx: PaymentTx,
  { providerId, currency }: { readonly providerId: string; readonly currency: string },
  most: bigint,
  now: Date,
): Promise<bigint> {
  const reserved = await reservedOf(tx, providerId, currency);
  const wanted = reserved < most ? reserved : most;
  if (wanted <= 0n) return 0n;
  const rows = await tx.query(LOCK_KEPT, { providerId, currency });
  const kept = rows.map(({ id, left }) => ({ id, left: BigInt(left) }));
  let taken = 0n;
  for (const { id, amount } of takingFrom(kept, wanted)) {
    await tx.execute(TAKE, { id, amount, now });
    taken += amount;
  }
  return taken;
}
