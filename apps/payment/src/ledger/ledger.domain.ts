import { Id, split } from '@edu/contract-kit';
import type { LedgerAccount, LedgerKind } from '@edu/contracts-payment';
import type { Sum } from '../psp/psp.ts';
import {
  isTreasury,
  taxed,
  taxesOn,
  treasuryOf,
  type Shares,
  type TaxRule,
  type VatBack,
} from '../tax/tax.domain.ts';

/**
 * Whose money it is. `learner` and `provider_payable` are what the platform owes to people,
 * `platform_revenue` is what it has earned, `refunds` what it has lost: money that went back to
 * the payer although it was no longer held for the learner, and `platform_costs` what it has paid to
 * providers of lessons that it called off on its own account. `payout_in_transit` is on its way from the
 * psp to a provider: not payable any more, and not known to have arrived. `suspense` is money that a psp
 * moved for nobody whom we know. `credit` is what the platform owes to a payer who wanted no money back, and
 * `credit_reserved` what of it is for payments that are open.
 * `charged_back` is what a psp has given to a payer's bank, which has not decided yet, and `frozen` what nobody
 * gets until it has. `vat_payable` and `tax_withheld` are due to the tax office of a country.
 * `psp_fees` is what psps have taken for their work, and `bank` is what went from them to our own bank.
 * `fx` is what the platform has given of one currency for another: what was paid in euro for a price in francs
 * is owed in francs; `fx_result` is what that has gained or lost once it was exchanged. `provider_reserve` is what a provider has earned and is kept for a while, in case banks take
 * payments back.
 */
export type Account = LedgerAccount;

export interface Entry extends Sum {
  readonly account: Account;
  /** A user's id, a psp's, `platform`, or a tax office's as in `tax-ci`. */
  readonly owner: string;
  /** Debit above zero, credit below. */
  readonly amount: bigint;
}

/** One movement of money, and what it is for: it is booked once for each source and purpose. */
export interface Posting {
  readonly sourceType:
    | 'payment'
    | 'refund'
    | 'booking'
    | 'payout'
    | 'mismatch'
    | 'chargeback'
    | 'chargeback_part'
    | 'adjustment'
    | 'reserve';
  readonly sourceId: string;
  readonly purpose: LedgerKind;
  readonly entries: readonly Entry[];
}

interface PaidSum extends Sum {
  readonly id: string;
  readonly psp: string;
  readonly payerId: string;
  /** What of it is paid by credit. */
  readonly creditAmount: bigint;
  /** What the psp charged for the rest; none where that is the rest itself. */
  readonly charged?: Sum;
}

export const PLATFORM = 'platform';

/** Whether an owner is a user. */
export const isPerson = (owner: string): boolean => Id.safeParse(owner).success;

/** The accounts that an owner may have: the platform its own, psps, people and tax offices theirs. */
export function accountsOf(owner: string): readonly Account[] {
  if (owner === PLATFORM)
    return ['platform_revenue', 'refunds', 'platform_costs', 'psp_fees', 'bank', 'fx', 'fx_result'];
  if (isTreasury(owner)) return ['vat_payable', 'tax_withheld'];
  return isPerson(owner)
    ? [
        ...(['learner', 'provider_payable', 'provider_reserve', 'payout_in_transit'] as const),
        ...(['credit', 'credit_reserved', 'frozen'] as const),
      ]
    : ['psp_clearing', 'suspense', 'charged_back'];
}

/**
 * What came to the psp, below zero what left it. Where that is other money than what we owe for it, the platform
 * gives the one for the other, and each currency adds up by itself.
 */
export function cleared(psp: string, owed: Sum, charged: Sum = owed): Entry[] {
  const atPsp = { account: 'psp_clearing', owner: psp, ...charged } as const;
  if (charged.currency === owed.currency) return [atPsp];
  return [
    atPsp,
    { account: 'fx', owner: PLATFORM, ...charged, amount: -charged.amount },
    { account: 'fx', owner: PLATFORM, ...owed },
  ];
}

/**
 * The psp holds money for us, and we hold it for the learner: it becomes payable to the one who
 * teaches only after the lesson and its dispute window.
 */
export function charge(paid: PaidSum): Posting {
  const { id, psp, payerId, amount, currency, creditAmount, charged } = paid;
  const entries = nonZero([
    ...cleared(psp, { amount: amount - creditAmount, currency }, charged),
    { account: 'credit_reserved', owner: payerId, amount: creditAmount, currency },
    { account: 'learner', owner: payerId, amount: -amount, currency },
  ]);
  return { sourceType: 'payment', sourceId: id, purpose: 'charge', entries };
}

type Reserved = Omit<PaidSum, 'psp' | 'amount'>;

/** Credit is for a payment that is open, and nobody spends it elsewhere meanwhile. */
export function creditReserved({ id, payerId, creditAmount: amount, currency }: Reserved): Posting {
  const entries = nonZero([
    { account: 'credit', owner: payerId, amount, currency },
    { account: 'credit_reserved', owner: payerId, amount: -amount, currency },
  ]);
  return { sourceType: 'payment', sourceId: id, purpose: 'credit_reserved', entries };
}

/** That payment will not be paid. */
export function creditReleased(payment: Reserved): Posting {
  const { entries, ...source } = creditReserved({
    ...payment,
    creditAmount: -payment.creditAmount,
  });
  return { ...source, purpose: 'credit_released', entries };
}

/** It was paid after all. */
export function creditTakenAgain(payment: Reserved): Posting {
  return { ...creditReserved(payment), purpose: 'credit_taken_again' };
}

/**
 * The way back: from what is held for the learner while it lasts, the rest at the platform's cost, but for VAT that was
 * booked and is not due for what goes back.
 *
 * @param held of what was paid for this lesson for the learner, ≥ 0
 */
export function refund(
  { psp, payerId }: Pick<PaidSum, 'psp' | 'payerId'>,
  { id, amount, currency, charged }: Pick<PaidSum, 'id' | 'amount' | 'currency' | 'charged'>,
  held: bigint,
  vat?: VatBack,
): Posting {
  const fromLearner = amount < held ? amount : held;
  const vatAmount = vat?.amount ?? 0n;
  const entries = nonZero([
    ...cleared(
      psp,
      { amount: -amount, currency },
      charged && { ...charged, amount: -charged.amount },
    ),
    { account: 'learner', owner: payerId, amount: fromLearner, currency },
    { account: 'refunds', owner: PLATFORM, amount: amount - fromLearner - vatAmount, currency },
    { account: 'vat_payable', owner: treasuryOf(vat?.country ?? ''), amount: vatAmount, currency },
  ]);
  return { sourceType: 'refund', sourceId: id, purpose: 'refund', entries };
}

/** The same where a person sends it, out of what the psp holds for us. */
export function refundByHand(...refunded: Parameters<typeof refund>): Posting {
  return { ...refund(...refunded), purpose: 'refund_by_hand' };
}

/** The same where no money leaves: the platform owes it to the payer as credit. */
export function refundAsCredit(...refunded: Parameters<typeof refund>): Posting {
  const [{ payerId: owner }] = refunded;
  const { entries, ...source } = refund(...refunded);
  return {
    ...{ ...source, purpose: 'refund_as_credit' },
    entries: entries.map((entry) =>
      entry.account === 'psp_clearing' ? { ...entry, account: 'credit', owner } : entry,
    ),
  };
}

/** A refund that came back to us: its entries the other way round. */
export function refundReversal(refundId: string, booked: readonly Entry[]): Posting {
  const entries = booked.map((entry) => ({ ...entry, amount: -entry.amount }));
  return { sourceType: 'refund', sourceId: refundId, purpose: 'refund_reversal', entries };
}

interface Earned extends Sum {
  readonly bookingId: string;
  readonly providerId: string;
  readonly payerId: string;
}

/**
 * What a provider gets of an amount, and what the platform keeps.
 *
 * @param commissionBps hundredths of a percent, 0 to 10 000
 */
export function shareOut(
  amount: bigint,
  commissionBps: number,
): { provider: bigint; platform: bigint } {
  const [provider, platform] = split(amount, [10_000 - commissionBps, commissionBps]);
  return { provider: provider!, platform: platform! };
}

/**
 * What was held for the learner becomes the provider's, less the platform's commission and what is due to a tax
 * office, each tax as a line of its own.
 *
 * @param commissionBps hundredths of a percent, 0 to 10 000
 * @param rules that hold for the provider
 */
export function earning(
  { bookingId, providerId, payerId, amount, currency }: Earned,
  commissionBps: number,
  rules: readonly TaxRule[] = [],
): Posting {
  const shares = shareOut(amount, commissionBps);
  const entries = nonZero([
    { account: 'learner', owner: payerId, amount, currency },
    ...afterTaxes(providerId, { ...shares, price: amount }, currency, rules),
    { account: 'platform_revenue', owner: PLATFORM, amount: -shares.platform, currency },
  ]);
  return { sourceType: 'booking', sourceId: bookingId, purpose: 'earning', entries };
}

/**
 * What a provider would have earned, by a lesson that the platform called off on its own account. It
 * keeps no commission of what it pays itself: only the provider's share is a cost, and taxed.
 *
 * @param amount what was left of the learner's money, above zero
 * @param commissionBps hundredths of a percent, 0 to 10 000
 * @param rules that hold for the provider
 */
export function compensation(
  { bookingId, providerId, amount, currency }: Omit<Earned, 'payerId'>,
  commissionBps: number,
  rules: readonly TaxRule[] = [],
): Posting {
  const { provider } = shareOut(amount, commissionBps);
  const entries = nonZero([
    { account: 'platform_costs', owner: PLATFORM, amount: provider, currency },
    ...afterTaxes(providerId, { provider, platform: 0n, price: 0n }, currency, rules),
  ]);
  return { sourceType: 'booking', sourceId: bookingId, purpose: 'compensation', entries };
}

/** The provider's share, and what of it is due to tax offices. */
export function afterTaxes(
  providerId: string,
  shares: Shares,
  currency: string,
  rules: readonly TaxRule[],
): Entry[] {
  const taxes = taxesOn(shares, rules);
  const amount = taxed(taxes) - shares.provider;
  return [
    { account: 'provider_payable', owner: providerId, amount, currency },
    ...taxes.map((tax) => ({
      ...{ account: tax.account, owner: treasuryOf(tax.country) },
      ...{ amount: -tax.amount, currency },
    })),
  ];
}

/** What moves nothing is no entry. */
export function nonZero(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ amount }) => amount !== 0n);
}
