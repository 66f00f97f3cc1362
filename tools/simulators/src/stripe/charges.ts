import type Stripe from 'stripe';
import { alphanumericId } from '../storage/ids.ts';
import { decimalsOf } from './currency.ts';
import type { Events, RequestOrigin } from './events.ts';
import { behaviourOf } from './payment-methods.ts';
import type { Dispute, StripeStore } from './stripe-store.ts';
import { idOf } from './reference.ts';

/** What the money log records; `charge` and `authorize` are the entries that take a payer's money. */
export type MoneyAction =
  'charge' | 'authorize' | 'capture' | 'release' | 'refund' | 'refund_failed';

/** Authorisations of cards expire after seven days. */
const CAPTURE_WINDOW_SECONDS = 7 * 24 * 3_600;

function cardDetails(
  method: Stripe.PaymentMethod,
  amount: number,
  captureBefore: number | undefined,
): Stripe.Charge.PaymentMethodDetails {
  const card = method.card;
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: '123456',
      brand: card?.brand ?? null,
      ...(captureBefore !== undefined && { capture_before: captureBefore }),
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card?.country ?? null,
      electronic_commerce_indicator: null,
      exp_month: card?.exp_month ?? 12,
      exp_year: card?.exp_year ?? 2030,
      fingerprint: card?.fingerprint ?? null,
      funding: card?.funding ?? null,
      installments: null,
      last4: card?.last4 ?? null,
      mandate: null,
      network: card?.brand ?? null,
      network_transaction_id: alphanumericId('', 15),
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

/** Stripe's price for a card in the euro area (1.5 % + 0.25); only the order of size matters. */
function feeOf(amount: number, currency: string): number {
  return Math.round(amount * 0.015) + (decimalsOf(currency) === 0 ? 0 : 25);
}

/** Charges and the money that moves with them: the log of truth and balance transactions. */
export class Charges {
  private readonly store: StripeStore;
  private readonly events: Events;

  constructor(store: StripeStore, events: Events) {
    this.store = store;
    this.events = events;
  }

  /** Attempts to take the intent's amount: a succeeded, uncaptured or failed charge. */
  attempt(
    intent: Stripe.PaymentIntent,
    method: Stripe.PaymentMethod,
    origin: RequestOrigin,
  ): Stripe.Charge {
    const manual = intent.capture_method === 'manual';
    const decline = behaviourOf(method).decline;
    const created = Math.floor(Date.now() / 1_000);
    const succeeded = decline === undefined;
    const charge: Stripe.Charge = {
      id: alphanumericId('ch_3', 23),
      object: 'charge',
      amount: intent.amount,
      amount_captured: succeeded && !manual ? intent.amount : 0,
      amount_refunded: 0,
      application: null,
      application_fee: null,
      application_fee_amount: null,
      balance_transaction: null,
      billing_details: method.billing_details,
      calculated_statement_descriptor: 'EDUCONNECT',
      captured: succeeded && !manual,
      created,
      currency: intent.currency,
      customer: intent.customer,
      description: intent.description,
      disputed: false,
      failure_balance_transaction: null,
      failure_code: decline?.code ?? null,
      failure_message: decline?.message ?? null,
      fraud_details: {},
      livemode: false,
      metadata: intent.metadata,
      on_behalf_of: null,
      outcome: {
        advice_code: null,
        network_advice_code: null,
        network_decline_code: decline ? '01' : null,
        network_status: succeeded ? 'approved_by_network' : 'declined_by_network',
        reason: decline?.declineCode ?? null,
        risk_level: 'normal',
        seller_message: succeeded ? 'Payment complete.' : 'The bank did not return any details.',
        type: succeeded ? 'authorized' : 'issuer_declined',
      },
      paid: succeeded,
      payment_intent: intent.id,
      payment_method: method.id,
      payment_method_details: cardDetails(
        method,
        intent.amount,
        manual ? created + CAPTURE_WINDOW_SECONDS : undefined,
      ),
      receipt_email: intent.receipt_email,
      receipt_number: null,
      receipt_url: null,
      refunded: false,
      review: null,
      shipping: null,
      source: null,
      source_transfer: null,
      statement_descriptor: intent.statement_descriptor,
      statement_descriptor_suffix: intent.statement_descriptor_suffix,
      status: succeeded ? 'succeeded' : 'failed',
      transfer_data: null,
      transfer_group: intent.transfer_group,
    };
    if (succeeded) {
      if (!manual)
        charge.balance_transaction = this.book(charge.id, 'charge', charge, intent.amount);
      this.log(manual ? 'authorize' : 'charge', charge, intent.amount, origin);
    }
    this.store.put('charge', charge);
    this.events.record(succeeded ? 'charge.succeeded' : 'charge.failed', charge, origin);
    if (succeeded && behaviourOf(method).dispute) this.dispute(charge, origin);
    return charge;
  }

  /** The payer's bank takes the charge back until somebody proves that it was right. */
  private dispute(charge: Stripe.Charge, origin: RequestOrigin): void {
    const { id, amount, currency, payment_intent: intent } = charge;
    const dispute: Dispute = {
      ...{ id: alphanumericId('du_1', 23), object: 'dispute', charge: id, payment_intent: intent },
      ...{ amount, currency, reason: 'fraudulent', status: 'needs_response', metadata: {} },
      ...{ created: Math.floor(Date.now() / 1_000), livemode: false },
    };
    this.store.put('dispute', dispute);
    this.events.record('charge.dispute.created', dispute, origin);
  }

  /** Captures part or all of an authorised charge; the rest is released. */
  capture(charge: Stripe.Charge, amount: number, origin: RequestOrigin): void {
    charge.captured = true;
    charge.amount_captured = amount;
    charge.amount_refunded = charge.amount - amount;
    charge.balance_transaction = this.book(charge.id, 'charge', charge, amount);
    this.log('capture', charge, amount, origin);
    this.store.put('charge', charge);
    this.events.record('charge.captured', charge, origin);
  }

  /** Gives an authorisation back, which Stripe shows as a refunded charge. */
  release(charge: Stripe.Charge, origin: RequestOrigin): void {
    charge.amount_refunded = charge.amount;
    charge.refunded = true;
    this.log('release', charge, charge.amount, origin);
    this.store.put('charge', charge);
    this.events.record('charge.refunded', charge, origin, {
      amount_refunded: 0,
      refunded: false,
    });
  }

  /** Books a movement on the balance and returns the balance transaction's id. */
  book(
    source: string,
    type: 'charge' | 'refund' | 'refund_failure',
    { currency }: { currency: string },
    amount: number,
  ): string {
    const created = Math.floor(Date.now() / 1_000);
    const fee = type === 'charge' ? feeOf(amount, currency) : 0;
    const transaction: Stripe.BalanceTransaction = {
      id: alphanumericId('txn_3', 23),
      object: 'balance_transaction',
      amount,
      available_on: created,
      balance_type: 'payments',
      created,
      currency,
      description: null,
      exchange_rate: null,
      fee,
      fee_details: fee
        ? [
            {
              amount: fee,
              application: null,
              currency,
              description: 'Stripe fees',
              type: 'stripe_fee',
            },
          ]
        : [],
      net: amount - fee,
      reporting_category: type,
      source,
      status: 'available',
      type,
    };
    this.store.put('balance_transaction', transaction);
    return transaction.id;
  }

  log(action: MoneyAction, charge: Stripe.Charge, amount: number, origin: RequestOrigin): void {
    origin.movedMoney = true;
    this.store
      .sql(
        `INSERT INTO money_log
           (at, action, charge, payment_intent, amount, currency, metadata, request_id, idempotency_key)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        Date.now(),
        action,
        charge.id,
        idOf(charge.payment_intent),
        amount,
        charge.currency,
        JSON.stringify(charge.metadata),
        origin.id,
        origin.idempotencyKey,
      );
  }
}
