import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { alphanumericId } from '../kit/ids.ts';
import type { FormParams } from './form-params.ts';
import { invalidParameter, noSuch } from './stripe-error.ts';
import type { DisputeKind, StripeStore } from './stripe-objects.ts';

/** What happens when a test card is charged or refunded. */
export interface CardBehaviour {
  brand: string;
  last4: string;
  number: string;
  /** Declines with these codes. */
  decline?: { code: string; declineCode: string; message: string };
  /** Asks for 3-D Secure first. */
  authenticate?: boolean;
  /** What a refund does some time after it was made. */
  refund?: 'pending' | 'fails';
  /** The payer's bank takes the money back right after, or asks about it. */
  dispute?: DisputeKind;
}

function card(number: string, rest: Partial<CardBehaviour> = {}): CardBehaviour {
  return { brand: 'visa', number, last4: number.slice(-4), ...rest };
}

function declined(number: string, declineCode: string, message: string, code = 'card_declined') {
  return card(number, { decline: { code, declineCode, message } });
}

const INSUFFICIENT = 'Your card has insufficient funds.';

/** Test payment methods, https://docs.stripe.com/testing. */
const TEST_METHODS = new Map<string, CardBehaviour>(
  Object.entries({
    pm_card_visa: card('4242424242424242'),
    pm_card_visa_debit: card('4000056655665556'),
    pm_card_mastercard: card('5555555555554444', { brand: 'mastercard' }),
    pm_card_amex: card('378282246310005', { brand: 'amex' }),
    pm_card_chargeDeclined: declined(
      '4000000000000002',
      'generic_decline',
      'Your card was declined.',
    ),
    pm_card_visa_chargeDeclined: declined(
      '4000000000000002',
      'generic_decline',
      'Your card was declined.',
    ),
    pm_card_chargeDeclinedInsufficientFunds: declined(
      '4000000000009995',
      'insufficient_funds',
      INSUFFICIENT,
    ),
    pm_card_visa_chargeDeclinedInsufficientFunds: declined(
      '4000000000009995',
      'insufficient_funds',
      INSUFFICIENT,
    ),
    pm_card_chargeDeclinedExpiredCard: declined(
      '4000000000000069',
      'expired_card',
      'Your card has expired.',
      'expired_card',
    ),
    pm_card_chargeDeclinedProcessingError: declined(
      '4000000000000119',
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
      'processing_error',
    ),
    pm_card_authenticationRequired: card('4000002760003184', { authenticate: true }),
    pm_card_threeDSecure2Required: card('4000000000003220', { authenticate: true }),
    pm_card_pendingRefund: card('4000000000007726', { refund: 'pending' }),
    pm_card_refundFail: card('4000000000005126', { refund: 'fails' }),
    pm_card_createDispute: card('4000000000000259', { dispute: { reason: 'fraudulent' } }),
    pm_card_createDisputeProductNotReceived: card('4000000000002685', {
      dispute: { reason: 'product_not_received' },
    }),
    pm_card_createDisputeInquiry: card('4000000000001976', {
      dispute: { reason: 'fraudulent', isInquiry: true },
    }),
  }),
);

const BY_NUMBER = new Map([...TEST_METHODS.values()].map((method) => [method.number, method]));
const BY_LAST4 = new Map([...TEST_METHODS.values()].map((method) => [method.last4, method]));

/** The behaviour of a stored payment method, by its card's last four digits. */
export function behaviourOf(method: Stripe.PaymentMethod): CardBehaviour {
  return BY_LAST4.get(method.card?.last4 ?? '') ?? card('4242424242424242');
}

/** The same for one number, whoever pays by it. https://docs.stripe.com/api/payment_methods/object */
const fingerprintOf = (number: string) =>
  createHash('sha256')
    .update(number)
    .digest('base64')
    .replaceAll(/[^a-zA-Z0-9]/g, '')
    .slice(0, 16);

const EMPTY_BILLING = { address: null, email: null, name: null, phone: null, tax_id: null };

function create(store: StripeStore, behaviour: CardBehaviour): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: alphanumericId('pm_1', 23),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { ...EMPTY_BILLING },
    card: {
      brand: behaviour.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: behaviour.brand,
      exp_month: 12,
      exp_year: new Date().getUTCFullYear() + 3,
      fingerprint: fingerprintOf(behaviour.number),
      funding: 'credit',
      generated_from: null,
      last4: behaviour.last4,
      networks: { available: [behaviour.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: Math.floor(Date.now() / 1_000),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
  store.put('payment_method', method.id, method);
  return method;
}

/**
 * The payment method a request names: a test method (each use makes a new object, as Stripe does),
 * a stored one, or card data in `payment_method_data` as Stripe.js sends it. Undefined when the
 * request names none; 400 when it does not exist.
 */
export function readPaymentMethod(
  store: StripeStore,
  params: FormParams,
): Stripe.PaymentMethod | undefined {
  const id = params.text('payment_method');
  if (id) {
    const test = TEST_METHODS.get(id);
    if (test) return create(store, test);
    const stored = store.find('payment_method', id);
    if (stored) return stored;
    throw noSuch('PaymentMethod', id.slice(0, 100), 'payment_method');
  }
  const data = params.hash('payment_method_data');
  if (!data) return undefined;
  const type = data.requiredText('type');
  if (type !== 'card') {
    throw invalidParameter('payment_method_data[type]', `The simulator takes cards, not ${type}.`);
  }
  const details = data.hash('card');
  const number = details?.text('number')?.replaceAll(/[\s-]/g, '');
  if (!number) throw data.missing('card');
  const behaviour = BY_NUMBER.get(number);
  if (behaviour) return create(store, behaviour);
  throw invalidParameter(
    'payment_method_data[card][number]',
    'Your card number is incorrect.',
    'incorrect_number',
  );
}
