import type { PayoutFailure } from '@edu/contracts-payment';
import type { Bounds, PspPayout } from '../psp/psp.ts';

/**
 * `unknown`: ordered, and nobody has said whether the psp took it; it is looked for before it is ordered
 * again. What waits for the yes of two is not ordered before.
 */
export type PayoutStatus =
  'awaiting_approval' | 'planned' | 'unknown' | 'ordered' | 'paid' | 'failed';

/** What it takes its money from: what somebody has earned, or what they have as credit. */
export type PaidFrom = 'earnings' | 'credit';

/** How many have to say yes. */
export const APPROVERS = 2;
/** So many failures one after another, and a person looks at the number. */
export const MOST_FAILURES = 3;

/** Of these the psp knows nothing yet: they can be taken back. */
export const NOT_ORDERED = ['awaiting_approval', 'planned'] as const satisfies PayoutStatus[];

export const isOpen = (status: PayoutStatus): boolean => status !== 'paid' && status !== 'failed';

/** What the psp's view of a payout does; `contradict`: it says another end than there was. */
export type PayoutStep = 'accept' | 'pay' | 'fail' | 'contradict' | 'wait';

/** A payout that has ended does not end again. */
export function payoutStep(from: PayoutStatus, seen: PspPayout['status']): PayoutStep {
  if (!isOpen(from)) {
    const same = { succeeded: 'paid', failed: 'failed', pending: from }[seen];
    return same === from ? 'wait' : 'contradict';
  }
  if (seen === 'succeeded') return 'pay';
  if (seen === 'failed') return 'fail';
  return from === 'ordered' ? 'wait' : 'accept';
}

export interface PayoutRules {
  readonly minimum: bigint;
  /** From how much on two people say yes first. */
  readonly approvedFrom: bigint;
}

/**
 * What is paid of what is payable: all of it, as far as the wallets take it at a time and in steps; the rest comes next.
 *
 * @returns null where it is too little
 */
export function plannedAmount(
  payable: bigint,
  { minimum }: Pick<PayoutRules, 'minimum'>,
  { min, max, step = 1 }: Bounds,
): bigint | null {
  if (payable < minimum) return null;
  const most = payable < BigInt(max) ? payable : BigInt(max);
  const amount = most - (most % BigInt(step));
  return amount < BigInt(min) ? null : amount;
}

export const firstStatus = (amount: bigint, { approvedFrom }: PayoutRules) =>
  amount >= approvedFrom ? 'awaiting_approval' : 'planned';

interface Account {
  readonly waitsFor: string | null;
  readonly payableFrom: Date;
}

/** Whether money may go to a number now. */
export const isPayable = ({ waitsFor, payableFrom }: Account, now: Date): boolean =>
  waitsFor === null && payableFrom <= now;

/** Codes of ours, for what no psp says. */
export const OUR_FAILURES = [
  'number_changed',
  'number_removed',
  'account_suspended',
  'refused_by_us',
] as const;
export type OurFailure = (typeof OUR_FAILURES)[number];

/** What providers read of the psp's word for why. */
export function failureOf(reason: string): PayoutFailure {
  const own = OUR_FAILURES.find((code) => code === reason);
  if (own) return own;
  if (/limit|balance_too_high|full/i.test(reason)) return 'wallet_full';
  if (
    /(recipient|payee|wallet|account|number|msisdn).*(not|unknown|invalid|closed)|invalid.*(recipient|payee|phone|number)/i.test(
      reason,
    )
  ) {
    return 'no_wallet';
  }
  return 'refused';
}
