import type Stripe from 'stripe';
import { alphanumericId } from '../kit/ids.ts';
import type { MoneyEntry, MoneyLog } from '../kit/money-log.ts';
import type { Balance } from './balance.ts';
import type { Events } from './events.ts';
import { behaviourOf } from './payment-methods.ts';
import type { Charge, DisputeKind, RequestOrigin, StripeStore } from './stripe-objects.ts';

/** Charges and the log of the money that moves with them. */
export class Charges {
  private readonly store: StripeStore;
  private readonly events: Events;
  private readonly money: MoneyLog;
  private readonly balance: Balance;
  /** What the bank of a card made for it does right after. */
  onDispute: (charge: Charge, kind: DisputeKind, origin: RequestOrigin) => void = () => {};

  constructor(store: StripeStore, events: Events, money: MoneyLog, balance: Balance) {
    this.store = store;
    this.events = events;
    this.money = money;
    this.balance = balance;
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
    if (paid && dispute) this.onDispute(charge, dispute, origin);
    return charge;
  }

  /** @param source the refund or the dispute whose money it is; the charge itself unless it is said */
  log(
    action: MoneyEntry['action'],
    charge: Charge,
    amount: number,
    origin: RequestOrigin,
    source = charge.id,
  ): void {
    origin.movedMoney = true;
    const { id, payment_intent: paymentIntent, currency, metadata } = charge;
    this.balance.record(action, source, amount, currency);
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
