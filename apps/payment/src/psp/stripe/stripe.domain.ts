import { Currency, CURRENCY_EXPONENTS, Id, type Money } from '@edu/contract-kit';
import type Stripe from 'stripe';
import type { PspRefund, Sum } from '../psp.ts';
import { isSignedInTime } from '../timed-signature.ts';

/**
 * Decimals in which Stripe counts, which are not always those of ISO 4217 (MGA, UGX).
 * Source: https://docs.stripe.com/currencies#zero-decimal
 */
const STRIPE_EXPONENTS: Readonly<Record<Currency, number>> = {
  XOF: 0,
  XAF: 0,
  EUR: 2,
  CAD: 2,
  USD: 2,
};

/** @throws RangeError when Stripe counts in larger units and the amount is between two of them */
export function toStripeAmount({ amount, currency }: Money): number {
  const shift = STRIPE_EXPONENTS[currency] - CURRENCY_EXPONENTS[currency];
  const scaled = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  if (!Number.isSafeInteger(scaled))
    throw new RangeError(`Stripe cannot take ${amount} ${currency}`);
  return scaled;
}

/** A currency that we do not handle keeps Stripe's count: it matches no payment of ours. */
export function fromStripeAmount(amount: number, stripeCurrency: string): Sum {
  const known = Currency.safeParse(stripeCurrency.toUpperCase());
  if (!known.success) return { amount: BigInt(amount), currency: stripeCurrency.toUpperCase() };
  const shift = STRIPE_EXPONENTS[known.data] - CURRENCY_EXPONENTS[known.data];
  const scaled = shift >= 0 ? amount / 10 ** shift : amount * 10 ** -shift;
  return { amount: BigInt(scaled), currency: known.data };
}

/**
 * Verifies `Stripe-Signature`: HMAC-SHA256 over `<t>.<raw bytes>`.
 * Source: https://docs.stripe.com/webhooks#verify-manually. The SDK's own check decodes the bytes
 * first and takes times in the future, so it is not used.
 */
export function isSignedByStripe(
  rawBody: Buffer,
  header: string,
  secrets: readonly string[],
  nowS: number,
): boolean {
  return isSignedInTime(rawBody, header, { secrets, nowS, separator: '.' });
}

/** A reference comes as an id, or expanded. */
export function idOf(reference: string | { readonly id: string } | null): string {
  return typeof reference === 'string' ? reference : (reference?.id ?? '');
}

const REFUND_STATUS: Readonly<Record<string, PspRefund['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

export function toRefund(refund: Stripe.Refund): PspRefund {
  return {
    ref: refund.id,
    intentRef: idOf(refund.payment_intent),
    refundId: ownId(refund.metadata?.['refundId']),
    status: REFUND_STATUS[refund.status ?? ''] ?? 'pending',
    sum: fromStripeAmount(refund.amount, refund.currency),
    failureReason: refund.failure_reason ?? null,
  };
}

/** Metadata can be written in the dashboard too: anything but an id is nobody of ours. */
export function ownId(value: string | undefined): string | null {
  return Id.safeParse(value).success ? value! : null;
}
