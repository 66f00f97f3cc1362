import type { Currency, RpcInput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { accountsOf } from '../ledger/ledger.domain.ts';

export type Proposal = RpcInput<typeof paymentRpc.proposeAdjustment>;
export type ProposedSide = Proposal['debit'];

/** What is wrong with a proposal, whoever makes it. */
export type ProposalFault = 'adjustmentSides' | 'adjustmentOwner' | 'adjustmentTooLarge';

/** Francs of a euro, about; other money counts like euros. */
const FRANCS = 656;

/** The most that is adjusted at a time, in minor units. @param francs as configured */
export function mostOf(currency: Currency, francs: number): number {
  const isFranc = currency === 'XOF' || currency === 'XAF';
  return isFranc ? francs : Math.floor((francs * 100) / FRANCS);
}

/** @param francs the most that is adjusted at a time */
export function faultOf(
  { debit, credit, amount, currency }: Proposal,
  francs: number,
): ProposalFault | undefined {
  if (debit.account === credit.account && debit.owner === credit.owner) return 'adjustmentSides';
  const hasAccount = ({ owner, account }: ProposedSide) => accountsOf(owner).includes(account);
  if (!hasAccount(debit) || !hasAccount(credit)) return 'adjustmentOwner';
  return amount > mostOf(currency, francs) ? 'adjustmentTooLarge' : undefined;
}
