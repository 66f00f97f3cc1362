import { databaseEnv, defineConfig, secret } from '@edu/service';
import { storageEnv } from '@edu/storage';
import { z } from 'zod';
import { PSPS, pspEnv } from './psp/psps.ts';

export class PaymentConfig extends defineConfig({
  ...databaseEnv,
  /** What banks are shown of a payment that they take back. */
  ...storageEnv,
  ...pspEnv,
  /** First wait before a psp is asked again; doubles each time, up to a minute or more. */
  JANITOR_INTERVAL_MS: z.coerce.number().int().min(20).max(900_000).default(15_000),
  /** How long a psp may take to make known what it was ordered, where orders have no key. */
  ORDER_MS: z.coerce.number().int().min(20).max(900_000).default(30_000),
  /** What is younger than this is not compared yet: news of it may be on its way. */
  RECONCILE_SETTLE_MS: z.coerce.number().int().min(0).max(86_400_000).default(15_000),
  /** Where people reach the platform: a psp leads them back there. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
  /**
   * The reference rates of the day (`eurofxref-daily.xml` or its CSV), by https or in a file; without them
   * there are the fixed parities alone.
   */
  RATES_URL: z.url({ protocol: /^(https?|file)$/ }).optional(),
  /** How long a new number waits before anything is paid there. */
  PAYOUT_PAUSE_MS: z.coerce.number().int().min(0).max(2_592_000_000).default(86_400_000),
  /** The least that is paid out, in francs. */
  PAYOUT_MIN: z.coerce.number().int().min(1).max(1_000_000).default(2_000),
  /** From how much on two people say yes first, in francs. */
  PAYOUT_APPROVED_FROM: z.coerce.number().int().min(1).max(1_000_000_000).default(500_000),
  /** The most that two people of finance adjust in the books at a time, in francs. */
  ADJUSTMENT_MAX: z.coerce.number().int().min(1).max(1_000_000_000).default(1_000_000),
  /** What digests of payers' numbers and cards are made with; without it the rules of risk count neither. */
  NUMBER_SECRET: secret(32).optional(),
  /** The platform's share of what a booking costs, in hundredths of a percent. */
  COMMISSION_BPS: z.coerce.number().int().min(0).max(10_000).default(1_500),
  /** Whose documents they are: their numbers begin with it. Another company begins at 1 with its own. */
  ISSUER: z
    .string()
    .regex(/^[A-Z]{2,8}$/)
    .default('EDU'),
  ISSUER_NAME: z.string().trim().min(1).max(80).default('EduConnect'),
  /** What else documents say of it, as address and register: lines with `|` between them. */
  ISSUER_DETAILS: z.string().max(300).default(''),
}) {}

/** Addresses outside the platform that this service talks to, as host:port. */
export const egress: readonly string[] = [
  ...PSPS.flatMap((psp) => psp.egress),
  'www.ecb.europa.eu:443',
];
