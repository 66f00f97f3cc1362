import type Stripe from 'stripe';
import { alphanumericId } from '../storage/ids.ts';
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

const COMMON = [
  'allowed_payment_method_types',
  'amount_details',
  'capture_method',
  'excluded_payment_method_types',
  'expand',
  'hooks',
  'payment_details',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'receipt_email',
  'setup_future_usage',
  'shipping',
];
const EDITABLE = [
  ...COMMON,
  'amount',
  'application_fee_amount',
  'currency',
  'customer',
  'customer_account',
  'description',
  'metadata',
  'payment_method_configuration',
  'payment_method_types',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
];
const CONFIRMING = [
  'confirmation_token',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'radar_options',
  'return_url',
  'use_stripe_sdk',
];

/**
 * Parameters each operation takes in the pinned API version. All are accepted as real Stripe
 * accepts them; those about connected accounts, mandates and shipping have no effect here.
 */
export const INTENT_PARAMS = {
  create: [
    ...EDITABLE,
    ...CONFIRMING,
    'automatic_payment_methods',
    'confirm',
    'confirmation_method',
    'on_behalf_of',
  ],
  update: EDITABLE,
  confirm: [...COMMON, ...CONFIRMING, 'amount_to_confirm', 'client_secret', 'key'],
  capture: [
    'amount_details',
    'amount_to_capture',
    'application_fee_amount',
    'expand',
    'final_capture',
    'hooks',
    'metadata',
    'payment_details',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'transfer_data',
  ],
  cancel: ['cancellation_reason', 'expand'],
  retrieve: ['client_secret', 'expand', 'key'],
  list: ['created', 'customer', 'customer_account'],
} satisfies Record<string, readonly string[]>;

const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual'] as const;
const FUTURE_USAGES = ['off_session', 'on_session'] as const;

/** An http(s) URL in `return_url`; undefined when absent, 400 otherwise. */
export function readReturnUrl(params: FormParams): string | undefined {
  const text = params.text('return_url');
  if (!text) return undefined;
  if (isWebUrl(text)) return text;
  throw invalidParameter('return_url', 'Not a valid URL', 'url_invalid');
}

/** Whether the text is an absolute http or https URL. */
export function isWebUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
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
    capture_method: params.oneOf('capture_method', CAPTURE_METHODS) ?? 'automatic_async',
    client_secret: alphanumericId(`${id}_secret_`, 25),
    confirmation_method:
      params.oneOf('confirmation_method', ['automatic', 'manual'] as const) ?? 'automatic',
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
    on_behalf_of: params.text('on_behalf_of') || null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } } as never,
    payment_method_types: types.length > 0 ? types : ['card'],
    payment_record: null,
    processing: null,
    receipt_email: params.text('receipt_email') || null,
    review: null,
    setup_future_usage: params.oneOf('setup_future_usage', FUTURE_USAGES) ?? null,
    shipping: null,
    source: null,
    statement_descriptor: params.text('statement_descriptor', 22) || null,
    statement_descriptor_suffix: params.text('statement_descriptor_suffix', 22) || null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: params.text('transfer_group') || null,
  };
}

/** Sets the members an update may change at any time; those given empty become null. */
export function applyDescriptions(intent: Stripe.PaymentIntent, params: FormParams): void {
  intent.metadata = mergeMetadata(intent.metadata, params);
  const texts = [
    'customer',
    'description',
    'receipt_email',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'transfer_group',
  ] as const;
  for (const name of texts) {
    const value = params.text(name);
    if (value !== undefined) intent[name] = value || null;
  }
  const usage = params.oneOf('setup_future_usage', [...FUTURE_USAGES, ''] as const);
  if (usage !== undefined) intent.setup_future_usage = usage || null;
}

/** Sets the members that decide what is charged, which the caller has found still open. */
export function applyTerms(intent: Stripe.PaymentIntent, params: FormParams): void {
  if (params.has('currency')) intent.currency = readCurrency(params);
  const amount = params.integer('amount') ?? intent.amount;
  checkChargeAmount(amount, intent.currency);
  intent.amount = amount;
  intent.capture_method = params.oneOf('capture_method', CAPTURE_METHODS) ?? intent.capture_method;
  const types = params.list('payment_method_types');
  if (types.length > 0) intent.payment_method_types = types;
}
