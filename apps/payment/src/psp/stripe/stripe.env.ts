import { secret } from '@edu/service';
import { z } from 'zod';
import { secrets } from '../secrets.ts';

const webUrl = z.url({ protocol: /^https?$/ });

export const stripeEnv = {
  STRIPE_SECRET_KEY: secret(),
  /** Separated by commas while the endpoint's secret rotates. */
  STRIPE_WEBHOOK_SECRET: secrets(),
  /** No secret, but of no use without its secret key: the two are kept together. */
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_').meta({ secret: true }),
  STRIPE_API_URL: webUrl.default('https://api.stripe.com'),
  /** How long one request to Stripe may take; it is made at most twice. */
  STRIPE_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),
};

export type StripeEnv = Readonly<z.output<z.ZodObject<typeof stripeEnv>>>;
