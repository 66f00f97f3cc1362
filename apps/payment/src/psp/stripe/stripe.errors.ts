import Stripe from 'stripe';
import { PspRefused, PspUncertain } from '../psp.ts';
import { PspDisputed } from '../psp-disputed.ts';

/** Refusals that another day's balance undoes. */
const PASSING = new Set(['balance_insufficient', 'lock_timeout', 'rate_limit']);
/** Of a refund: the payer's bank has the money, or may get it. */
const DISPUTED = 'charge_disputed';

/**
 * What an error of the SDK means. Only an answer that says "no" to this very request is a refusal;
 * time-outs, 5xx, contention and our own misconfiguration leave the outcome open.
 */
export function pspError(error: unknown): Error {
  if (!(error instanceof Stripe.errors.StripeError)) return error as Error;
  const refusal =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError;
  if (refusal && error.code === DISPUTED) return new PspDisputed(DISPUTED, error);
  if (refusal && !PASSING.has(error.code ?? '')) {
    return new PspRefused(error.code ?? error.type, error);
  }
  return new PspUncertain(keyIsSpent(error), error);
}

/**
 * Stripe gives the first answer again for a day, a 500 included, and refuses changed parameters. Nothing else
 * proves that the key is done with: while a request with it may be under way, as after a time-out, one with
 * another key would be a second order.
 */
function keyIsSpent(error: Stripe.errors.StripeError): boolean {
  const changed = error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode === 400;
  return changed || error.headers?.['idempotent-replayed'] === 'true';
}
