import type Stripe from 'stripe';
import { alphanumericId } from '../kit/ids.ts';
import type { Later } from '../kit/later.ts';
import type { Charges } from './charges.ts';
import { formatAmount } from './currency.ts';
import { isDisputed } from './disputes.ts';
import type { Events } from './events.ts';
import { mergeMetadata } from './form-params.ts';
import type { FormParams } from './form-params.ts';
import { behaviourOf } from './payment-methods.ts';
import { StripeApiError, invalidParameter, noSuch } from './stripe-error.ts';
import {
  idOf,
  type Answer,
  type Charge,
  type Outcome,
  type RequestOrigin,
  type StripeStore,
} from './stripe-objects.ts';

export const REFUND_PARAMS = {
  create: ['amount', 'charge', 'metadata', 'payment_intent', 'reason'],
  list: ['charge', 'created', 'limit', 'payment_intent', 'starting_after'],
} satisfies Record<string, readonly string[]>;

/** Refunds, https://docs.stripe.com/api/refunds; methods run in the caller's transaction. */
export class Refunds {
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

  get(id: string): Stripe.Refund {
    const refund = this.store.find('refund', id);
    if (refund) return refund;
    throw noSuch('refund', id, 'id', 404);
  }

  create(params: FormParams, origin: RequestOrigin): Answer {
    const charge = this.chargeOf(params);
    const left = charge.amount - charge.amount_refunded;
    const amount = params.integer('amount') ?? left;
    checkRefund(charge, amount, left, isDisputed(this.store, charge));
    const method = this.store.find('payment_method', String(charge.payment_method));
    const fate = method ? behaviourOf(method).refund : undefined;
    const refund: Stripe.Refund = {
      id: alphanumericId('re_3', 23),
      object: 'refund',
      amount,
      balance_transaction: null,
      charge: charge.id,
      created: Math.floor(Date.now() / 1_000),
      currency: charge.currency,
      customer: null,
      customer_account: null,
      destination_details: {
        type: 'card',
        card: {
          reference_status: 'pending',
          reference_type: 'acquirer_reference_number',
          type: 'refund',
        },
      },
      metadata: mergeMetadata({}, params),
      payment_intent: charge.payment_intent,
      payment_method: charge.payment_method,
      reason:
        params.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer'] as const) ??
        null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: fate === 'pending' ? 'pending' : 'succeeded',
      transfer_reversal: null,
    };
    if (fate) {
      const outcome = fate === 'pending' ? 'refund_succeeds' : 'refund_fails';
      this.later.schedule(refund.id, outcome, this.settleMs);
    }
    this.store.put('refund', refund.id, refund);
    this.events.record('refund.created', refund, origin);
    const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    this.store.put('charge', charge.id, charge);
    this.charges.log('refund', charge, amount, origin, refund.id);
    this.events.record('charge.refunded', charge, origin, before);
    return { status: 200, body: refund };
  }

  private chargeOf(params: FormParams): Charge {
    const chargeId = params.text('charge');
    const intentId = params.text('payment_intent');
    if (chargeId && intentId) {
      throw invalidParameter(
        'charge',
        'You may only specify one of these parameters: charge, payment_intent.',
        'parameters_exclusive',
      );
    }
    if (chargeId) {
      const charge = this.store.find('charge', chargeId);
      if (charge) return charge;
      throw noSuch('charge', chargeId.slice(0, 100), 'charge', 404);
    }
    if (!intentId) {
      throw invalidParameter(
        'payment_intent',
        'One of the following params should be provided for this request: payment_intent or charge.',
        'parameter_missing',
      );
    }
    const intent = this.store.find('payment_intent', intentId);
    if (!intent) throw noSuch('payment_intent', intentId.slice(0, 100), 'payment_intent', 404);
    const charge = this.store.find('charge', idOf(intent.latest_charge));
    if (charge?.status === 'succeeded') return charge;
    throw new StripeApiError(
      400,
      {
        type: 'invalid_request_error',
        message: `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
        code: 'payment_intent_unexpected_state',
        param: 'payment_intent',
      },
      true,
    );
  }

  /** The late end of a pending refund, or the late failure of one that seemed done. */
  settle(id: string, succeeded: boolean, origin: RequestOrigin): void {
    const refund = this.get(id);
    if (succeeded) {
      refund.status = 'succeeded';
      this.store.put('refund', refund.id, refund);
      this.events.record('refund.updated', refund, origin, { status: 'pending' });
      return;
    }
    const charge = this.store.find('charge', idOf(refund.charge));
    refund.status = 'failed';
    refund.failure_reason = 'expired_or_canceled_card';
    if (charge) {
      charge.amount_refunded -= refund.amount;
      charge.refunded = false;
      this.store.put('charge', charge.id, charge);
      this.charges.log('refund_failed', charge, refund.amount, origin, refund.id);
    }
    this.store.put('refund', refund.id, refund);
    this.events.record('refund.failed', refund, origin, { status: 'succeeded' });
  }
}

function checkRefund(charge: Charge, amount: number, left: number, isTaken: boolean): void {
  const refuse = (message: string, code?: string): StripeApiError =>
    new StripeApiError(
      400,
      { type: 'invalid_request_error', message, ...(code && { code }), param: 'amount' },
      true,
    );
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw refuse(`Charge ${charge.id} has not been captured.`, 'charge_not_refundable');
  }
  if (isTaken) {
    throw refuse(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      'charge_disputed',
    );
  }
  if (left === 0) {
    throw refuse(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  }
  if (amount < 1) {
    throw invalidParameter(
      'amount',
      'This value must be greater than or equal to 1.',
      'parameter_invalid_integer',
    );
  }
  if (amount > left) {
    const whole = left === charge.amount;
    throw refuse(
      `Refund amount (${formatAmount(amount, charge.currency)}) is greater than ` +
        `${whole ? 'charge amount' : 'unrefunded amount on charge'} (${formatAmount(left, charge.currency)})`,
    );
  }
}
