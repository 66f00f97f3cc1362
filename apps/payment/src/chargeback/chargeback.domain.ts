import { shareOut } from '../ledger/ledger.domain.ts';
import type { PspDispute } from '../psp/psp.ts';

export type ChargebackState = PspDispute['state'];

/** What the psp's view of a chargeback does; `contradict`: it says another end than there was. */
export type ChargebackStep = 'answer' | 'close' | 'contradict' | 'wait';

export const isClosed = (state: string): boolean => state === 'won' || state === 'lost';

/** One that has ended does not end again, and goes on with nothing. */
export function chargebackStep(from: ChargebackState, seen: ChargebackState): ChargebackStep {
  if (isClosed(from)) return isClosed(seen) && seen !== from ? 'contradict' : 'wait';
  if (isClosed(seen)) return 'close';
  return from === 'open' && seen === 'answered' ? 'answer' : 'wait';
}

/** Who bears what was not held for the learner any more. */
export type Bearer = 'provider' | 'platform';

/** The payer says that the lesson did not take place, or was not what was promised. */
const ABOUT_THE_LESSON = ['product_not_received', 'product_unacceptable'];

/** A card that was stolen, or used twice by mistake, is no fault of who teaches. */
export const bearerOf = (reason: string): Bearer =>
  ABOUT_THE_LESSON.includes(reason) ? 'provider' : 'platform';

interface Freezable {
  /** What of the chargeback is for the lesson. */
  readonly amount: bigint;
  /** What is held for the learner of its money. */
  readonly held: bigint;
  /** What of its money has been shared out to provider and platform. */
  readonly sharedOut: bigint;
  readonly commissionBps: number;
  /** What of that is due to tax offices. */
  readonly taxes: bigint;
  /** What is payable to the provider, and what of theirs is kept, of whatever lessons. */
  readonly payable: bigint;
}

/**
 * What can be frozen: first what is held for the learner, then the provider's share of what they have
 * earned with the lesson. What has been paid out is not there any more.
 */
export function frozenOf({ amount, held, sharedOut, commissionBps, taxes, payable }: Freezable): {
  held: bigint;
  earned: bigint;
} {
  const ofLearner = least(amount, most(held, 0n));
  const rest = least(amount - ofLearner, sharedOut);
  // Of a part of the lesson a part of its taxes, rounded up: nobody loses more than they got.
  const taxed = sharedOut === 0n ? 0n : (taxes * rest + sharedOut - 1n) / sharedOut;
  const share = most(shareOut(rest, commissionBps).provider - taxed, 0n);
  return { held: ofLearner, earned: least(share, most(payable, 0n)) };
}

export const least = (a: bigint, b: bigint) => (a < b ? a : b);
const most = (a: bigint, b: bigint) => (a > b ? a : b);
