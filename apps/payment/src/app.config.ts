import { databaseEnv, defineConfig, secret } from '@edu/service';
import { z } from 'zod';

/** Several while one of them is being replaced: each must be a real secret. */
const secrets = z
  .string()
  .transform((list) => list.split(',').map((part) => part.trim()))
  .pipe(z.array(secret()))
  .meta({ secret: true });

const webUrl = z.url({ protocol: /^https?$/ });

export class PaymentConfig extends defineConfig({
  ...databaseEnv,
  STRIPE_SECRET_KEY: secret(),
  /** Separated by commas while the endpoint's secret rotates. */
  STRIPE_WEBHOOK_SECRET: secrets,
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_'),
  STRIPE_API_URL: webUrl.default('https://api.stripe.com'),
  /** Where a page to pay on is served (the simulator); Stripe itself has none for intents. */
  STRIPE_CHECKOUT_URL: webUrl.optional(),
  /** How long one request to Stripe may take; it is made at most twice. */
  STRIPE_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(2_000),
  /** First wait before the psp is asked again; doubles each time, up to a minute or more. */
  JANITOR_INTERVAL_MS: z.coerce.number().int().min(20).max(900_000).default(15_000),
}) {}
