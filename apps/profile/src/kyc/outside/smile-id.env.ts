import { secret } from '@edu/service';
import { z } from 'zod';

export const smileIdEnv = {
  /** Who looks at identities first: `people`, or `smile_id` and people where it is not sure. */
  KYC_IDENTITY_BY: z.enum(['people', 'smile_id']).default('people'),
  SMILE_ID_URL: z.url({ protocol: /^https?$/ }).default('https://api.smileidentity.com'),
  SMILE_ID_PARTNER_ID: z.string().min(1).optional(),
  SMILE_ID_API_KEY: secret().optional(),
  /** Where callbacks reach the platform. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
};
