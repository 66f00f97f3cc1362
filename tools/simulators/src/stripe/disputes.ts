import type Stripe from 'stripe';
import { alphanumericId } from '../kit/ids.ts';
import type { Later } from '../kit/later.ts';
import type { Charges } from './charges.ts';
import type { Events } from './events.ts';
import type { FormParams } from './form-params.ts';
import { StripeApiError, noSuch } from './stripe-error.ts';
import type {
  Answer,
  Charge,
  Dispute,
  DisputeKind,
  Outcome,
  RequestOrigin,
  StripeStore,
} from './stripe-objects.ts';

export const DISPUTE_PARAMS = {
  update: ['evidence', 'metadata', 'submit'],
  list: ['charge', 'created', 'limit', 'payment_intent', 'starting_after'],
} satisfies Record<string, readonly string[]>;

/** What is taken of the many fields of https://docs.stripe.com/api/disputes/evidence_object */
const EVIDENCE = [
  'access_activity_log',
  'customer_name',
  'product_description',
  'refund_policy_disclosure',
  'service_date',
  'uncategorized_text',
];
const MOST_CHARACTERS = 20_000;
/**
 * What is taken for a dispute here, in cents, whatever comes of it; how much Stripe takes depends on the country
 * of the account.
 */
const FEE = 2_000;
const BALANCE_CURRENCY = 'eur';
/** How long a bank reads an answer. */
const ANSWER_S = 9 * 86_400;

/**
 * Disputes, https://docs.stripe.com/api/disputes; methods run in the caller's transaction. As in Stripe's test
 * mode, an answer with `winning_evidence` or `losing_evidence` in its `uncategorized_text` decides it.
 */
export class Disputes {
  private readonly store: StripeStore;
  private readonly events: Events;
  private readonly charges: Charges;
  private readonly later: Later<Outcome>;
  private readonly settleMs: number;

  constructor(
    store: StripeStore,
    events: Events,
    charges: Charges,
    later: Later<Outcome>,
    settleMs: number,
  ) {
    this.store = store;
    this.events = events;
    this.charges = charges;
    this.later = later;
    this.settleMs = settleMs;
  }

  get(id: string): Dispute {
    const dispute = this.store.find('dispute', id);
    if (dispute) return dispute;
    throw noSuch('dispute', id, 'id', 404);
  }

  /** The payer's bank takes a charge back, all of it or a part, or only asks about it. */
  open(
    charge: Charge,
    { reason, isInquiry = false, amount = charge.amount }: DisputeKind,
    origin: RequestOrigin,
  ): Dispute {
    const created = Math.floor(Date.now() / 1_000);
    const dispute: Dispute = {
      ...{ id: alphanumericId('du_1', 23), object: 'dispute', amount, created, reason },
      ...{ charge: charge.id, payment_intent: charge.payment_intent, currency: charge.currency },
      status: isInquiry ? 'warning_needs_response' : 'needs_response',
      ...{ balance_transactions: [], evidence: {} },
      evidence_details: { due_by: created + ANSWER_S, has_evidence: false, submission_count: 0 },
    };
    this.store.put('dispute', dispute.id, dispute);
    this.events.record('charge.dispute.created', dispute, origin);
    if (!isInquiry) this.withdraw(dispute, origin);
    return dispute;
  }

  update(id: string, params: FormParams, origin: RequestOrigin): Answer {
    const dispute = this.get(id);
    if (!dispute.status.endsWith('needs_response')) throw notOpen(dispute);
    const given = params.hash('evidence');
    given?.allow(EVIDENCE);
    for (const name of given?.tree.keys() ?? []) {
      dispute.evidence[name] = given!.text(name, MOST_CHARACTERS) ?? '';
    }
    origin.movedMoney = true;
    const details = dispute.evidence_details;
    details.has_evidence = Object.keys(dispute.evidence).length > 0;
    if (params.boolean('submit') ?? true) {
      details.submission_count += 1;
      dispute.status =
        dispute.status === 'warning_needs_response' ? 'warning_under_review' : 'under_review';
      const text = dispute.evidence['uncategorized_text'] ?? '';
      if (text.includes('winning_evidence')) this.later.schedule(id, 'dispute_won', this.settleMs);
      if (text.includes('losing_evidence')) this.later.schedule(id, 'dispute_lost', this.settleMs);
    }
    this.store.put('dispute', id, dispute);
    this.events.record('charge.dispute.updated', dispute, origin);
    return { status: 200, body: dispute };
  }

  /** Whoever holds the account lets the bank have the money. */
  close(id: string, origin: RequestOrigin): Answer {
    const dispute = this.get(id);
    if (!dispute.status.endsWith('needs_response')) throw notOpen(dispute);
    origin.movedMoney = true;
    return { status: 200, body: this.decide(id, 'lost', origin) };
  }

  /** What the bank decides; a question of it becomes a real dispute by `escalated`. */
  decide(
    id: string,
    how: 'won' | 'lost' | 'escalated',
    origin: RequestOrigin,
    { returnsFee = false }: { readonly returnsFee?: boolean | undefined } = {},
  ): Dispute {
    const dispute = this.get(id);
    const isInquiry = dispute.status.startsWith('warning_');
    if (how === 'escalated') {
      dispute.status = 'needs_response';
      this.store.put('dispute', id, dispute);
      this.events.record('charge.dispute.updated', dispute, origin);
      this.withdraw(dispute, origin);
      return dispute;
    }
    if (how === 'lost' && isInquiry) this.withdraw(dispute, origin);
    dispute.status = how === 'won' && isInquiry ? 'warning_closed' : how;
    this.store.put('dispute', id, dispute);
    if (how === 'won' && !isInquiry) {
      this.move(dispute, 'dispute_reversal', returnsFee ? -FEE : 0);
      this.charges.log('dispute_won', this.chargeOf(dispute), dispute.amount, origin, dispute.id);
      this.events.record('charge.dispute.funds_reinstated', dispute, origin);
    }
    this.events.record('charge.dispute.closed', dispute, origin);
    return dispute;
  }

  private withdraw(dispute: Dispute, origin: RequestOrigin): void {
    this.move(dispute, 'dispute', FEE);
    this.charges.log('dispute', this.chargeOf(dispute), dispute.amount, origin, dispute.id);
    this.events.record('charge.dispute.funds_withdrawn', dispute, origin);
  }

  /** The money itself and the fee, as our balance sees them. */
  private move(dispute: Dispute, category: 'dispute' | 'dispute_reversal', fee: number): void {
    const given = inBalance(dispute);
    const amount = category === 'dispute' ? 0 - given : given;
    dispute.balance_transactions.push({
      ...{ id: alphanumericId('txn_1', 23), object: 'balance_transaction', type: 'adjustment' },
      ...{ amount, fee, net: amount - fee, currency: BALANCE_CURRENCY },
      ...{ reporting_category: category, created: Math.floor(Date.now() / 1_000) },
    });
    this.store.put('dispute', dispute.id, dispute);
  }

  private chargeOf({ charge }: Dispute): Charge {
    return this.store.find('charge', charge)!;
  }
}

const FRANCS = ['xof', 'xaf'];

/** At the fixed parity of francs; other money counts like euros. */
const inBalance = ({ amount, currency }: Dispute): number =>
  FRANCS.includes(currency) ? Math.round((amount / 655.957) * 100) : amount;

function notOpen({ id, status }: Dispute): StripeApiError {
  return new StripeApiError(400, {
    type: 'invalid_request_error',
    message: `This dispute (${id}) is ${status} and cannot be changed any more.`,
  });
}

/** Of a charge, so long as a bank has its money: it cannot be refunded as well. */
export function isDisputed(store: StripeStore, { payment_intent }: Charge): boolean {
  const open: readonly Stripe.Dispute.Status[] = ['needs_response', 'under_review', 'lost'];
  return store
    .list('dispute', { where: { payment_intent }, limit: 10 })
    .some(({ status }) => open.includes(status));
}
