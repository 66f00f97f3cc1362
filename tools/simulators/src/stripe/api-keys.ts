import { StripeApiError } from './stripe-error.ts';

export type ApiKeyKind = 'secret' | 'publishable';

/** What the header presents: a Bearer token or the user name of Basic authentication. */
function presentedKey(header: string | undefined): string | null {
  const [scheme, credentials] = (header ?? '').split(' ', 2);
  if (!scheme || !credentials) return null;
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return null;
  return Buffer.from(credentials, 'base64').toString().split(':', 1)[0] || null;
}

/**
 * Which kind of key the request presents, in the header or (as Stripe.js may) in `key`. Throws 401
 * for none or a wrong one; any `pk_test_` key is this account's publishable key.
 */
export function authenticate(
  header: string | undefined,
  keyParam: string | undefined,
  secretKey: string,
): ApiKeyKind {
  const key = presentedKey(header) ?? keyParam ?? null;
  if (key === secretKey) return 'secret';
  if (key?.startsWith('pk_test_')) return 'publishable';
  throw new StripeApiError(401, {
    type: 'invalid_request_error',
    message:
      key === null
        ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://docs.stripe.com/api#authentication for details."
        : `Invalid API Key provided: ${masked(key)}`,
  });
}

function masked(key: string): string {
  return `${key.slice(0, 8)}${'*'.repeat(8)}${key.length > 16 ? key.slice(-4) : ''}`;
}

/** 403 for what a publishable key may not do. */
export function secretKeyRequired(): StripeApiError {
  return new StripeApiError(403, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message:
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
  });
}

/** Members of a payment intent that a publishable key does not get to see. */
const HIDDEN = [
  'amount_received',
  'application',
  'application_fee_amount',
  'customer',
  'latest_charge',
  'metadata',
  'on_behalf_of',
  'review',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
];

/** The intent (or the error holding one) as a publishable key sees it. */
export function publicView(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if ('error' in body && typeof body.error === 'object' && body.error !== null) {
    const error = { ...body.error };
    if ('payment_intent' in error) error.payment_intent = publicView(error.payment_intent);
    return { error };
  }
  return Object.fromEntries(Object.entries(body).filter(([name]) => !HIDDEN.includes(name)));
}
