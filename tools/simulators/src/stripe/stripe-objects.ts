import type Stripe from 'stripe';
import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed, type FaultBoard } from '../kit/fault-board.ts';
import type { ObjectStore } from '../kit/object-store.ts';

/** The members of Stripe's charge that its refunds and events need. */
export interface Charge {
  id: string;
  object: 'charge';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  created: number;
  currency: string;
  failure_code: string | null;
  failure_message: string | null;
  livemode: false;
  metadata: Stripe.Metadata;
  paid: boolean;
  payment_intent: string;
  payment_method: string;
  refunded: boolean;
  status: 'succeeded' | 'failed';
}

/** A movement of our balance, which is kept in one currency, whatever that of charges. */
export type BalanceMove = Pick<
  Stripe.BalanceTransaction,
  | 'id'
  | 'object'
  | 'amount'
  | 'created'
  | 'currency'
  | 'fee'
  | 'net'
  | 'reporting_category'
  | 'type'
>;

/** The members of https://docs.stripe.com/api/balance_transactions/object that say what moved, and its fee. */
export interface BalanceTransaction {
  id: string;
  object: 'balance_transaction';
  /** Gross: above zero what the account gained, before the fee. */
  amount: number;
  fee: number;
  net: number;
  currency: string;
  /** By which what was charged became `amount`; null where that is in the same money. */
  exchange_rate: number | null;
  created: number;
  /** What it is of, by its id. */
  source: string;
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment' | 'payout';
}

/** The members of Stripe's dispute that say what it is about, and how far it is. */
export type Dispute = Pick<
  Stripe.Dispute,
  'id' | 'object' | 'amount' | 'created' | 'currency' | 'reason' | 'status'
> & {
  charge: string;
  payment_intent: string;
  /** What it took from our balance, and gave back. */
  balance_transactions: BalanceMove[];
  evidence: Record<string, string>;
  evidence_details: Pick<
    Stripe.Dispute.EvidenceDetails,
    'due_by' | 'has_evidence' | 'submission_count'
  >;
};

/** Why a bank takes a charge back. */
export interface DisputeKind {
  readonly reason: Stripe.Dispute['reason'];
  /** It only asks: no money moves yet. */
  readonly isInquiry?: boolean | undefined;
  /** All of the charge unless it is said. */
  readonly amount?: number | undefined;
}

/** The kinds of objects kept, in the shapes of the SDK. */
export interface StripeKinds {
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Charge;
  refund: Stripe.Refund;
  dispute: Dispute;
  balance_transaction: BalanceTransaction;
}

export type StripeStore = ObjectStore<StripeKinds>;

export const stripeFaults = z.strictObject({
  seed,
  webhooks: deliveryFaults.prefault({}),
  api: callFaults.prefault({}),
});
export type StripeFaults = FaultBoard<z.infer<typeof stripeFaults>>;

/** What becomes of an object later: a payment is charged, a refund succeeds or fails, a bank disputes. */
export type Outcome =
  'charge' | 'refund_succeeds' | 'refund_fails' | 'dispute_won' | 'dispute_lost';

/** An answer whose effects are kept even when it is an error, as a declined card is. */
export interface Answer {
  status: number;
  body: unknown;
}

/** The request being served; who caused an event or a charge. */
export interface RequestOrigin {
  id: string | null;
  idempotencyKey: string | null;
  /** Set when the request charged or refunded. */
  movedMoney: boolean;
}

/** The origin of what happens without a request, such as a payment that settles later. */
export function noRequest(): RequestOrigin {
  return { id: null, idempotencyKey: null, movedMoney: false };
}

/** The id of an object that another one names. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  return typeof reference === 'string' ? reference : (reference?.id ?? '');
}
