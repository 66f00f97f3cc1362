import type Stripe from 'stripe';
import { alphanumericId } from '../kit/ids.ts';
import type { MoneyEntry, MoneyLog } from '../kit/money-log.ts';
import type { Events } from './events.ts';
import { behaviourOf } from './payment-methods.ts';
import type { Charge, Dispute, RequestOrigin, StripeStore } from './stripe-objects.ts';

/** Charges and the log of the money that moves with them. */
export class Charges {
  private readonly store: StripeStore;
  private readonly events: Events;
  private readonly money: MoneyLog;

  constructor(store: StripeStore, events: Events, money: MoneyLog) {
    this.store = store;
    this.events = events;
    this.money = money;
  }

  /** Attempts to take the intent's amount: a succeeded or a failed charge. */
  attempt(
    intent: Stripe.PaymentIntent,
    method: Stripe.PaymentMethod,
    origin: RequestOrigin,
  ): Charge {
    const { decline, dispute } = behaviourOf(method);
    const paid = decline === undefined;
    const charge: Charge = {
      id: alphanumericId('ch_3', 23),
      object: 'charge',
      amount: intent.amount,
      amount_captured: paid ? intent.amount : 0,
      amount_refunded: 0,
      captured: paid,
      created: Math.floor(Date.now() / 1_000),
      currency: intent.currency,
      failure_code: decline?.code ?? null,
      failure_message: decline?.message ?? null,
      livemode: false,
      metadata: intent.metadata,
      paid,
      payment_intent: intent.id,
      payment_method: method.id,
      refunded: false,
      status: paid ? 'succeeded' : 'failed',
    };
    if (paid) this.log('charge', charge, intent.amount, origin);
    this.store.put('charge', charge.id, charge);
    this.events.record(`charge.${charge.status}`, charge, origin);
    if (paid && dispute) this.dispute(charge, origin);
    return charge;
  }

  /** The payer's bank takes the charge back until somebody proves that it was right. */
  private dispute(charge: Charge, origin: RequestOrigin): void {
    const { amount, currency, payment_intent } = charge;
    const dispute: Dispute = {
      ...{ id: alphanumericId('du_1', 23), object: 'dispute', amount, currency, payment_intent },
      ...{ created: charge.created, reason: 'fraudulent', status: 'needs_response' },
    };
    this.store.put('dispute', dispute.id, dispute);
    this.events.record('charge.dispute.created', dispute, origin);
  }

  log(action: MoneyEntry['action'], charge: Charge, amount: number, origin: RequestOrigin): void {
    origin.movedMoney = true;
    const { id, payment_intent: paymentIntent, currency, metadata } = charge;
    const { idempotencyKey } = origin;
    this.money.add({
      action,
      charge: id,
      paymentIntent,
      amount,
      currency,
      metadata,
      idempotencyKey,
    });
  }
}
