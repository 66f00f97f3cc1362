import type Stripe from 'stripe';
import type { DisputeAnswer } from '../dispute-answer.ts';
import type { PspDispute, Sum } from '../psp.ts';
import { fromStripeAmount, idOf } from './stripe.domain.ts';

/**
 * Source: https://docs.stripe.com/api/disputes/object#dispute_object-status. A warning is a question of the bank,
 * which has taken no money yet. Whoever appeals has lost before; what an appeal ends with is for people.
 */
const STATES: Readonly<Record<string, PspDispute['state']>> = {
  warning_needs_response: 'open',
  warning_under_review: 'answered',
  warning_closed: 'won',
  needs_response: 'open',
  under_review: 'answered',
  won: 'won',
  lost: 'lost',
  prevented: 'won',
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
};

/** A status of a later version is waited for: it ends nothing. */
export function toDispute(dispute: Stripe.Dispute): PspDispute {
  const { id: ref, payment_intent: intent, amount, currency, status, reason, created } = dispute;
  const dueBy = dispute.evidence_details.due_by;
  return {
    ref,
    intentRef: idOf(intent),
    sum: fromStripeAmount(amount, currency),
    state: STATES[status] ?? 'answered',
    isWithdrawn: !status.startsWith('warning_') && status !== 'prevented',
    ...{ fee: feesOf(dispute, 1), feeReturned: feesOf(dispute, -1) },
    reason,
    answerBy: dueBy === null ? null : new Date(dueBy * 1_000),
    openedAt: new Date(created * 1_000),
  };
}

/**
 * What Stripe took for it, or gave back, beside the money itself: in the currency of our balance, whatever that of the
 * charge. Source: https://docs.stripe.com/api/disputes/object#dispute_object-balance_transactions
 *
 * @param sign of the fees that are meant: those taken are above zero
 */
function feesOf({ balance_transactions: moved }: Stripe.Dispute, sign: 1 | -1): Sum | null {
  const fees = moved.filter(({ fee }) => fee * sign > 0);
  if (fees.length === 0) return null;
  const amount = fees.reduce((sum, { fee }) => sum + fee * sign, 0);
  return fromStripeAmount(amount, fees[0]!.currency);
}

/** All texts together may have 150 000 characters, each 20 000. */
const MOST_CHARACTERS = 20_000;

/** Source: https://docs.stripe.com/api/disputes/evidence_object */
export function toEvidence(answer: DisputeAnswer): Stripe.DisputeUpdateParams.Evidence {
  const { service, serviceDay, attendance, policy, history } = answer;
  const evidence = {
    product_description: service,
    service_date: serviceDay,
    access_activity_log: attendance,
    refund_policy_disclosure: policy,
    uncategorized_text: history,
  };
  const said = Object.entries(evidence).filter(([, text]) => text !== '');
  return Object.fromEntries(said.map(([name, text]) => [name, text.slice(0, MOST_CHARACTERS)]));
}
