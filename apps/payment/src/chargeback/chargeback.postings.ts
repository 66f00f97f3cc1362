import {
  afterTaxes,
  cleared,
  nonZero,
  PLATFORM,
  type Entry,
  type Posting,
} from '../ledger/ledger.domain.ts';
import type { Sum } from '../psp/psp.ts';
import type { TaxRule } from '../tax/tax.domain.ts';
import type { Bearer } from './chargeback.domain.ts';

interface Withdrawn extends Sum {
  /** Of the chargeback. */
  readonly id: string;
  readonly psp: string;
  /** The same in the money that was charged, where that was other money. */
  readonly charged?: Sum;
}

/** What of a chargeback is for one lesson, and what of it is frozen. */
interface Part extends Sum {
  readonly id: string;
  readonly psp: string;
  readonly payerId: string;
  readonly providerId: string;
  readonly held: bigint;
  readonly earned: bigint;
  /** What of that comes out of the reserve. */
  readonly reserved: bigint;
}

/** The psp has given the money to the payer's bank, and holds so much less for us. */
export function withdrawal({ id, psp, amount, currency, charged }: Withdrawn): Posting {
  const entries = nonZero([
    { account: 'charged_back', owner: psp, amount, currency },
    ...cleared(psp, { amount: -amount, currency }, negative(charged)),
  ]);
  return { sourceType: 'chargeback', sourceId: id, purpose: 'chargeback_withdrawal', entries };
}

/** The bank gives it back. */
export function reinstatement(withdrawn: Withdrawn): Posting {
  const charged = negative(withdrawn.charged);
  const { entries, ...source } = withdrawal({
    ...{ ...withdrawn, amount: -withdrawn.amount },
    ...(charged && { charged }),
  });
  return { ...source, purpose: 'chargeback_reinstatement', entries };
}

/** What the psp takes for handling it is the platform's cost, whatever the bank decides. */
export function fee({ id, psp, amount, currency }: Withdrawn): Posting {
  const entries = nonZero([
    { account: 'platform_costs', owner: PLATFORM, amount, currency },
    { account: 'psp_clearing', owner: psp, amount: -amount, currency },
  ]);
  return { sourceType: 'chargeback', sourceId: id, purpose: 'chargeback_fee', entries };
}

/** It gives that back, as some psps do when the bank decides for us. */
export function feeReturned(returned: Withdrawn): Posting {
  const { entries, ...source } = fee({ ...returned, amount: -returned.amount });
  return { ...source, purpose: 'chargeback_fee_returned', entries };
}

/** What is held for the learner, and what is payable to the provider, waits for the bank. */
export function freeze(part: Part): Posting {
  return ofPart(part, 'chargeback_frozen', [
    ...moved('learner', part.payerId, part.held),
    ...moved('provider_reserve', part.providerId, part.reserved),
    ...moved('provider_payable', part.providerId, part.earned - part.reserved),
  ]);

  function moved(account: Entry['account'], owner: string, amount: bigint): Entry[] {
    const { currency } = part;
    return [
      { account, owner, amount, currency },
      { account: 'frozen', owner, amount: -amount, currency },
    ];
  }
}

/**
 * The bank has decided for us: everything is as it was, but for what went back to the payer meanwhile, and that what
 * came out of the reserve is payable.
 *
 * @param refunded of what was held for the learner, at the platform's cost so far
 */
export function release(part: Part, refunded: bigint): Posting {
  const { currency, payerId: owner } = part;
  const back = freeze({ ...part, reserved: 0n }).entries.map((entry) => ({
    ...entry,
    amount: -entry.amount,
  }));
  return ofPart(part, 'chargeback_released', [
    ...back.filter(({ account }) => account !== 'learner'),
    { account: 'learner', owner, amount: refunded - part.held, currency },
    { account: 'refunds', owner: PLATFORM, amount: -refunded, currency },
  ]);
}

/**
 * The bank keeps the money: what was held for the learner, who has it now. The rest is the provider's loss, as
 * far as it was frozen, or the platform's, which then gives back what was frozen of the provider's.
 */
export function loss(part: Part, bearer: Bearer): Posting {
  const { psp, payerId, providerId, amount, held, earned, currency } = part;
  const ofProvider = bearer === 'provider' ? earned : 0n;
  return ofPart(part, 'chargeback_lost', [
    { account: 'charged_back', owner: psp, amount: -amount, currency },
    { account: 'frozen', owner: payerId, amount: held, currency },
    { account: 'frozen', owner: providerId, amount: earned, currency },
    { account: 'provider_payable', owner: providerId, amount: ofProvider - earned, currency },
    { account: 'platform_costs', owner: PLATFORM, amount: amount - held - ofProvider, currency },
  ]);
}

/**
 * A lesson that was given after the bank had taken its money, for a reason that is not about lessons: the
 * platform pays the provider's share of it, and the taxes of that.
 *
 * @param share above zero
 */
export function borne(
  { id, providerId, currency }: Pick<Part, 'id' | 'providerId' | 'currency'>,
  share: bigint,
  rules: readonly TaxRule[] = [],
): Posting {
  return ofPart({ id }, 'chargeback_borne', [
    { account: 'platform_costs', owner: PLATFORM, amount: share, currency },
    ...afterTaxes(providerId, { provider: share, platform: 0n, price: 0n }, currency, rules),
  ]);
}

const negative = (sum: Sum | undefined) => sum && { ...sum, amount: -sum.amount };

function ofPart(
  { id }: Pick<Part, 'id'>,
  purpose: Posting['purpose'],
  entries: readonly Entry[],
): Posting {
  return { sourceType: 'chargeback_part', sourceId: id, purpose, entries: nonZero(entries) };
}
