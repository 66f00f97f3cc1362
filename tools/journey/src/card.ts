import type { PaymentIntent } from '@edu/client';

/**
 * Confirms an intent with a test card as Stripe.js does in the payer's browser: with the publishable
 * key and the client secret. Paying twice is refused by Stripe, which counts as paid here.
 *
 * @throws Error with Stripe's reason
 */
export async function payByCard(
  stripeUrl: string,
  { next }: Pick<PaymentIntent, 'next'>,
  card = 'pm_card_visa',
): Promise<void> {
  if (next?.kind !== 'card') throw new Error('the intent has nothing to pay with by card');
  const { clientSecret, publishableKey } = next;
  const id = clientSecret.split('_secret_', 1)[0]!;
  const response = await fetch(`${stripeUrl}/v1/payment_intents/${id}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publishableKey}` },
    body: new URLSearchParams({ client_secret: clientSecret, payment_method: card }),
    signal: AbortSignal.timeout(15_000),
  });
  if (response.ok) return;
  const { error } = (await response.json()) as {
    error: { message: string; payment_intent?: { status: string } };
  };
  if (error.payment_intent?.status === 'succeeded') return;
  throw new Error(`Stripe refused the payment: ${error.message}`);
}
