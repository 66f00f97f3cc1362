import { secret } from '@edu/service';
import { z } from 'zod';
import { CURRENCIES, type Country } from './countries.ts';

export const cinetpayEnv = {
  /** Of an account of the API v1 (`sk_live_…`); without it CinetPay is not offered. */
  CINETPAY_API_KEY: secret().optional().meta({ secret: true }),
  /** Goes with the key; it is set in CinetPay's dashboard. */
  CINETPAY_API_PASSWORD: secret().optional().meta({ secret: true }),
  /** The country of the account. */
  CINETPAY_COUNTRY: z.enum(Object.keys(CURRENCIES) as Country[]).default('CI'),
  CINETPAY_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.cinetpay.co'),
  /** How long one request to CinetPay may take; one that its token is refused for is made twice. */
  CINETPAY_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
};

export type CinetpayEnv = Readonly<z.output<z.ZodObject<typeof cinetpayEnv>>>;
