import { secret } from '@edu/service';
import { z } from 'zod';

export const pawapayEnv = {
  /** Without it pawaPay is not offered. */
  PAWAPAY_API_TOKEN: secret().optional().meta({ secret: true }),
  PAWAPAY_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.pawapay.io'),
  /** How long one request to pawaPay may take; it is made once. */
  PAWAPAY_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
  /** How often its keys are fetched at most, when a webhook names one that is not known; and what our account may take. */
  PAWAPAY_KEYS_EVERY_MS: z.coerce.number().int().min(20).max(3_600_000).default(60_000),
};

export type PawapayEnv = Readonly<z.output<z.ZodObject<typeof pawapayEnv>>>;
