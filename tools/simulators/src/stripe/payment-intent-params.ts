import type Stripe from 'stripe';
import { isWebUrl } from '../kit/http-server.ts';
import { alphanumericId } from '../kit/ids.ts';
import { checkChargeAmount, readCurrency } from './currency.ts';
import { mergeMetadata } from './form-params.ts';
import type { FormParams } from './form-params.ts';
import { invalidParameter } from './stripe-error.ts';

/** Statuses in which amount, currency and payment method may still change. */
export const OPEN_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

const CONFIRMING = [
  'error_on_requires_action',
  'mandate_data',
  'off_session',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'receipt_email',
  'return_url',
  'setup_future_usage',
  'use_stripe_sdk',
];
const TERMS = ['amount', 'currency', 'description', 'metadata', 'payment_method_types'];

/**
 * Parameters each operation takes in the pinned API version, those that the platform and Stripe.js
 * may send; others are refused as unknown.
 */
export const INTENT_PARAMS = {
  create: [
    ...TERMS,
    ...CONFIRMING,
    'automatic_payment_methods',
    'capture_method',
    'confirm',
    'customer',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'transfer_group',
  ],
  update: [...TERMS, 'payment_method', 'payment_method_data', 'receipt_email'],
  confirm: [...CONFIRMING, 'client_secret', 'key'],
  cancel: ['cancellation_reason'],
  retrieve: ['client_secret', 'expand', 'key'],
  list: ['limit'],
} satisfies Record<string, readonly string[]>;

/** An http(s) URL in `return_url`; undefined when absent, 400 otherwise. */
export function readReturnUrl(params: FormParams): string | undefined {
  const text = params.text('return_url');
  if (!text) return undefined;
  if (isWebUrl(text)) return text;
  throw invalidParameter('return_url', 'Not a valid URL', 'url_invalid');
}

/** A new, not yet stored intent from the parameters of `POST /v1/payment_intents`. */
export function newIntent(params: FormParams): Stripe.PaymentIntent {
  const amount = params.integer('amount');
  if (amount === undefined) throw params.missing('amount');
  const currency = readCurrency(params);
  checkChargeAmount(amount, currency);
  const types = params.list('payment_method_types');
  const automatic = params.hash('automatic_payment_methods')?.boolean('enabled');
  const id = alphanumericId('pi_3', 23);
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods:
      (automatic ?? types.length === 0) ? { allow_redirects: 'always', enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method:
      params.oneOf('capture_method', ['automatic', 'automatic_async'] as const) ??
      'automatic_async',
    client_secret: alphanumericId(`${id}_secret_`, 25),
    confirmation_method: 'automatic',
    created: Math.floor(Date.now() / 1_000),
    currency,
    customer: params.text('customer') || null,
    customer_account: null,
    description: params.text('description') || null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } } as never,
    payment_method_types: types.length > 0 ? types : ['card'],
    payment_record: null,
    processing: null,
    receipt_email: params.text('receipt_email') || null,
    review: null,
    setup_future_usage:
      params.oneOf('setup_future_usage', ['off_session', 'on_session'] as const) ?? null,
    shipping: null,
    source: null,
    statement_descriptor: params.text('statement_descriptor', 22) || null,
    statement_descriptor_suffix: params.text('statement_descriptor_suffix', 22) || null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: params.text('transfer_group') || null,
  };
}

/** Sets what an update may change while nothing has been charged. */
export function applyTerms(intent: Stripe.PaymentIntent, params: FormParams): void {
  if (params.has('currency')) intent.currency = readCurrency(params);
  const amount = params.integer('amount') ?? intent.amount;
  checkChargeAmount(amount, intent.currency);
  intent.amount = amount;
  intent.metadata = mergeMetadata(intent.metadata, params);
  const types = params.list('payment_method_types');
  if (types.length > 0) intent.payment_method_types = types;
  for (const name of ['description', 'receipt_email'] as const) {
    const value = params.text(name);
    if (value !== undefined) intent[name] = value || null;
  }
}
