import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import type { Payout as PayoutRow } from '../generated/prisma/client.ts';
import { statusOf, toPayout } from '../payout/payout.row.ts';

/** As whoever is paid reads it. */
export function toCreditPayout(row: PayoutRow): RpcOutput<typeof paymentRpc.payOutCredit> {
  const isPlanned = statusOf(row) === 'planned';
  return { ...toPayout(row), sentAt: isPlanned ? row.dueAt!.toISOString() : null };
}
