import { createHmac, timingSafeEqual } from 'node:crypto';
import { Currency, CURRENCY_EXPONENTS, type Money } from '@edu/contract-kit';
import type { Sum } from '../psp.ts';

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

/** Seconds by which a signature's time may differ from ours, either way. */
const TOLERANCE_S = 300;

/**
 * Verifies `Stripe-Signature: t=<seconds>,v1=<hex>[,v1=…]`: HMAC-SHA256 over `<t>.<raw bytes>`.
 * Source: https://docs.stripe.com/webhooks#verify-manually. The SDK's own check decodes the bytes
 * first and takes times in the future, so it is not used.
 */
export function isSignedByStripe(
  rawBody: Buffer,
  header: string,
  secrets: readonly string[],
  nowS: number,
): boolean {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const times = parts.filter(([name]) => name === 't').map(([, value]) => value ?? '');
  const [time] = times;
  if (times.length !== 1 || !/^\d{1,12}$/.test(time!)) return false;
  if (Math.abs(nowS - Number(time)) > TOLERANCE_S) return false;
  const given = parts
    .filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/.test(value ?? ''))
    .map(([, value]) => Buffer.from(value!, 'hex'));
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest();
    return given.some((signature) => timingSafeEqual(signature, expected));
  });
}
