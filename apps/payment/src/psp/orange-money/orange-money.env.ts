import { secret } from '@edu/service';
import { z } from 'zod';
import { ENVIRONMENTS } from './environments.ts';

export const orangeMoneyEnv = {
  /** Of the application at developer.orange.com; without it Orange Money is not offered. */
  ORANGE_MONEY_CLIENT_SECRET: secret().optional().meta({ secret: true }),
  ORANGE_MONEY_CLIENT_ID: z.string().min(1).max(100).optional(),
  /** Of the merchant's contract for web payments; Orange's have eight signs. */
  ORANGE_MONEY_MERCHANT_KEY: z.string().min(8).max(100).optional().meta({ secret: true }),
  /** The country of the contract, as in Orange's addresses; `dev` is its sandbox. */
  ORANGE_MONEY_ENVIRONMENT: z
    .enum(Object.keys(ENVIRONMENTS) as (keyof typeof ENVIRONMENTS)[])
    .default('ci'),
  ORANGE_MONEY_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.orange.com'),
  /** How long one request to Orange may take; one that its token is refused for is made twice. */
  ORANGE_MONEY_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
};

export type OrangeMoneyEnv = Readonly<z.output<z.ZodObject<typeof orangeMoneyEnv>>>;
