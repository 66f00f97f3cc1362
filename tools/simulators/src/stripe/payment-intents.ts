import type Stripe from 'stripe';
import type { Later } from '../kit/later.ts';
import type { Charges } from './charges.ts';
import type { Events } from './events.ts';
import type { FormParams } from './form-params.ts';
import { OPEN_STATUSES, applyTerms, newIntent, readReturnUrl } from './payment-intent-params.ts';
import { behaviourOf, readPaymentMethod } from './payment-methods.ts';
import { StripeApiError, invalidParameter, noSuch, unexpectedState } from './stripe-error.ts';
import {
  idOf,
  type Answer,
  type Outcome,
  type RequestOrigin,
  type StripeFaults,
  type StripeStore,
} from './stripe-objects.ts';

const STATE = 'payment_intent_unexpected_state';

/**
 * The payment intent's life, https://docs.stripe.com/payments/paymentintents/lifecycle. Every
 * method runs inside the caller's transaction and throws a StripeApiError when it refuses.
 */
export class PaymentIntents {
  private readonly store: StripeStore;
  private readonly events: Events;
  private readonly charges: Charges;
  private readonly later: Later<Outcome>;
  private readonly faults: StripeFaults;
  /** Where payers are sent for 3-D Secure; set once the server listens. */
  baseUrl = '';

  constructor(
    store: StripeStore,
    events: Events,
    charges: Charges,
    later: Later<Outcome>,
    faults: StripeFaults,
  ) {
    this.store = store;
    this.events = events;
    this.charges = charges;
    this.later = later;
    this.faults = faults;
  }

  get(id: string): Stripe.PaymentIntent {
    const intent = this.store.find('payment_intent', id);
    if (intent) return intent;
    throw noSuch('payment_intent', id, 'intent', 404);
  }

  /** With its payment method where that is asked for. https://docs.stripe.com/api/expanding_objects */
  retrieve(id: string, params: FormParams): Stripe.PaymentIntent {
    const intent = this.get(id);
    const expanded = params.list('expand');
    const other = expanded.find((name) => name !== 'payment_method');
    if (other !== undefined) {
      throw invalidParameter('expand', `This property cannot be expanded (${other}).`);
    }
    const method = this.store.find('payment_method', idOf(intent.payment_method));
    return expanded.length > 0 && method ? { ...intent, payment_method: method } : intent;
  }

  create(params: FormParams, origin: RequestOrigin): Answer {
    const intent = newIntent(params);
    const method = readPaymentMethod(this.store, params);
    const confirm = params.boolean('confirm') ?? false;
    const returnUrl = readReturnUrl(params);
    if (returnUrl !== undefined && !confirm) {
      throw invalidParameter(
        'return_url',
        'You can only provide return_url when confirm is set to true.',
      );
    }
    if (confirm && !method) throw missingMethod();
    if (method) {
      intent.payment_method = method.id;
      intent.status = 'requires_confirmation';
    }
    this.store.put('payment_intent', intent.id, intent);
    this.events.record('payment_intent.created', intent, origin);
    return confirm ? this.confirm(intent.id, params, origin) : { status: 200, body: intent };
  }

  update(id: string, params: FormParams): Answer {
    const intent = this.get(id);
    if (!OPEN_STATUSES.includes(intent.status)) {
      throw unexpectedState(
        STATE,
        `This PaymentIntent could not be updated because it has a status of ${intent.status}. You may only update a PaymentIntent with one of the following statuses: ${OPEN_STATUSES.join(', ')}.`,
        intent,
      );
    }
    applyTerms(intent, params);
    const method = readPaymentMethod(this.store, params);
    if (method) {
      intent.payment_method = method.id;
      intent.next_action = null;
      intent.status = 'requires_confirmation';
    }
    this.store.put('payment_intent', intent.id, intent);
    return { status: 200, body: intent };
  }

  confirm(id: string, params: FormParams, origin: RequestOrigin): Answer {
    const intent = this.get(id);
    if (!OPEN_STATUSES.includes(intent.status)) {
      throw unexpectedState(
        STATE,
        intent.status === 'succeeded'
          ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
          : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: ${OPEN_STATUSES.join(', ')}.`,
        intent,
      );
    }
    const returnUrl = readReturnUrl(params);
    const email = params.text('receipt_email');
    if (email) intent.receipt_email = email;
    const method =
      readPaymentMethod(this.store, params) ??
      this.store.find('payment_method', idOf(intent.payment_method));
    if (!method) throw missingMethod(intent);
    intent.payment_method = method.id;
    intent.last_payment_error = null;
    intent.next_action = null;
    if (!behaviourOf(method).authenticate) return this.charge(intent, method, origin);
    if (params.text('off_session') === 'true' || params.boolean('error_on_requires_action')) {
      return this.refuse(intent, method, origin, {
        code: 'authentication_required',
        decline_code: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
      });
    }
    intent.status = 'requires_action';
    intent.next_action = {
      type: 'redirect_to_url',
      redirect_to_url: {
        url: `${this.baseUrl}/authenticate/${intent.id}?client_secret=${intent.client_secret}`,
        return_url: returnUrl ?? null,
      },
    };
    this.store.put('payment_intent', intent.id, intent);
    this.events.record('payment_intent.requires_action', intent, origin);
    return { status: 200, body: intent };
  }

  /** What the bank's 3-D Secure page does once the payer agreed or refused. */
  authenticate(id: string, agreed: boolean, origin: RequestOrigin): Answer {
    const intent = this.get(id);
    const method = this.store.find('payment_method', idOf(intent.payment_method));
    if (intent.status !== 'requires_action' || !method) {
      throw unexpectedState(STATE, 'This PaymentIntent does not wait for authentication.', intent);
    }
    intent.next_action = null;
    if (agreed) return this.charge(intent, method, origin);
    return this.refuse(intent, method, origin, {
      code: 'payment_intent_authentication_failure',
      message:
        'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    });
  }

  private charge(
    intent: Stripe.PaymentIntent,
    method: Stripe.PaymentMethod,
    origin: RequestOrigin,
  ): Answer {
    const slow = this.faults.current.api.processing;
    if (!behaviourOf(method).decline && this.faults.take(slow)) {
      intent.status = 'processing';
      intent.processing = { type: 'card', card: {} };
      this.store.put('payment_intent', intent.id, intent);
      this.later.schedule(intent.id, 'charge', slow.ms);
      this.events.record('payment_intent.processing', intent, origin);
      return { status: 200, body: intent };
    }
    return this.settle(intent, method, origin);
  }

  /** Charges for real: at once, or when a `processing` payment settles. */
  settle(
    intent: Stripe.PaymentIntent,
    method: Stripe.PaymentMethod,
    origin: RequestOrigin,
  ): Answer {
    const charge = this.charges.attempt(intent, method, origin);
    intent.latest_charge = charge.id;
    intent.processing = null;
    const decline = behaviourOf(method).decline;
    if (decline) {
      return this.refuse(intent, method, origin, {
        charge: charge.id,
        code: decline.code,
        decline_code: decline.declineCode,
        message: decline.message,
      });
    }
    intent.status = 'succeeded';
    intent.amount_received = intent.amount;
    this.store.put('payment_intent', intent.id, intent);
    this.events.record('payment_intent.succeeded', intent, origin);
    return { status: 200, body: intent };
  }

  private refuse(
    intent: Stripe.PaymentIntent,
    method: Stripe.PaymentMethod,
    origin: RequestOrigin,
    reason: { code: string; message: string; decline_code?: string; charge?: string },
  ): Answer {
    const authentication = reason.code === 'payment_intent_authentication_failure';
    const type = authentication ? 'invalid_request_error' : 'card_error';
    const error = new StripeApiError(402, { type, ...reason, payment_method: method });
    intent.status = 'requires_payment_method';
    intent.payment_method = null;
    intent.last_payment_error = error.body as Stripe.PaymentIntent.LastPaymentError;
    this.store.put('payment_intent', intent.id, intent);
    this.events.record('payment_intent.payment_failed', intent, origin);
    return { status: 402, body: { error: { ...error.body, payment_intent: intent } } };
  }

  cancel(id: string, params: FormParams, origin: RequestOrigin): Answer {
    const intent = this.get(id);
    if (!OPEN_STATUSES.includes(intent.status)) {
      throw unexpectedState(
        STATE,
        `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${OPEN_STATUSES.join(', ')}.`,
        intent,
      );
    }
    const reasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;
    const reason = params.oneOf('cancellation_reason', reasons) ?? null;
    intent.status = 'canceled';
    intent.next_action = null;
    intent.canceled_at = Math.floor(Date.now() / 1_000);
    intent.cancellation_reason = reason;
    this.store.put('payment_intent', intent.id, intent);
    this.events.record('payment_intent.canceled', intent, origin);
    return { status: 200, body: intent };
  }
}

function missingMethod(intent?: Stripe.PaymentIntent): StripeApiError {
  return unexpectedState(
    STATE,
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    intent,
  );
}
