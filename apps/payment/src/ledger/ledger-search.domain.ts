import type { RpcInput } from '@edu/contract-kit';
import type { LedgerAccount, paymentRpc } from '@edu/contracts-payment';
import type { SEARCH_LEDGER } from './ledger-search.sql.ts';
import { accountsOf, isPerson } from './ledger.domain.ts';

export type LedgerSearch = RpcInput<typeof paymentRpc.searchLedger>;

/**
 * What narrows a search down most. A psp and the platform have a line in most of the books, a person in few;
 * of an amount, and of most kinds, there are more.
 */
export function wayOf(search: LedgerSearch): keyof typeof SEARCH_LEDGER {
  const { bookingId, paymentId, pspRef, owner, amount, kind } = search;
  if (bookingId ?? paymentId ?? pspRef) return 'named';
  if (owner !== undefined && isPerson(owner)) return 'owner';
  if (amount !== undefined) return 'amount';
  if (kind !== undefined) return 'kind';
  return owner === undefined ? 'all' : 'owner';
}

/** The accounts in which there may be a line that fits. */
export function accountsAsked({ owner, account }: LedgerSearch): LedgerAccount[] {
  if (owner === undefined) return [];
  return accountsOf(owner).filter((one) => account === undefined || one === account);
}
