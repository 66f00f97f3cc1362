import { secret } from '@edu/service';
import { z } from 'zod';
import { ENVIRONMENTS } from './environments.ts';

const key = () => secret().optional().meta({ secret: true });
const user = () => z.string().min(1).max(100).optional();

export const mtnMomoEnv = {
  /** The subscription key of the product Collection; without it MTN MoMo is not offered. */
  MTN_MOMO_COLLECTION_KEY: key(),
  MTN_MOMO_COLLECTION_USER: user(),
  MTN_MOMO_COLLECTION_API_KEY: key(),
  /** Of the product Disbursement; without it no money is sent back or paid out through MTN. */
  MTN_MOMO_DISBURSEMENT_KEY: key(),
  MTN_MOMO_DISBURSEMENT_USER: user(),
  MTN_MOMO_DISBURSEMENT_API_KEY: key(),
  /** The country of the account, as MTN calls it. */
  MTN_MOMO_ENVIRONMENT: z
    .enum(Object.keys(ENVIRONMENTS) as (keyof typeof ENVIRONMENTS)[])
    .default('mtnivorycoast'),
  MTN_MOMO_API_URL: z.url({ protocol: /^https?$/ }).default('https://proxy.momoapi.mtn.com'),
  /** How long one request to MTN may take; one that its token is refused for is made twice. */
  MTN_MOMO_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
};

export type MtnMomoEnv = Readonly<z.output<z.ZodObject<typeof mtnMomoEnv>>>;
