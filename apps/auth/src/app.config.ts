import { databaseEnv, defineConfig, secret } from '@edu/service';
import { storageEnv } from '@edu/storage';
import { z } from 'zod';

/** West and Central Africa, and where most of their people live abroad. */
const SMS_COUNTRIES =
  'BF,BJ,CD,CF,CG,CI,CM,GA,GH,GM,GN,GQ,GW,ML,MR,NE,NG,SL,SN,TD,TG,BE,CA,CH,DE,ES,FR,GB,IT,LU,MA,NL,PT,TN,US';

export class AuthConfig extends defineConfig({
  ...databaseEnv,
  ...storageEnv,
  /** Where people reach the platform. Passkeys are for its host, which a browser takes no number for. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080'),
  /** The domain that passkeys are for, where it is not that host; changing it makes all of them void. */
  PASSKEY_RP_ID: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)
    .optional(),
  /** Further origins whose pages may use them, as the Android app's `android:apk-key-hash:…`. */
  PASSKEY_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter(Boolean)),
  /**
   * What codes, refresh tokens and stored signing keys are protected with. All replicas share it;
   * changing it ends what is in flight and makes the stored signing keys unreadable.
   */
  AUTH_SECRET: secret(32),
  /** Multiplies what one network may do; 1 in production, as at the gateway. */
  RATE_LIMIT_FACTOR: z.coerce.number().min(0.1).max(100_000).default(1),
  /**
   * What a sign-in by password alone on a device or in a country that is new to its account asks for: a
   * code and a note to the owner, or nothing, where all accounts are for trying out.
   */
  NEW_DEVICES: z.enum(['code', 'ignore']).default('code'),
  /** Countries that codes are sent to by SMS, ISO 3166-1; others, satellites and services are not. */
  SMS_COUNTRIES: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/)
    .default(SMS_COUNTRIES)
    .transform((list) => new Set(list.split(','))),
  /** Most SMS of a day, in all and to one country; then people use their e-mail addresses. */
  SMS_DAILY_MAX: z.coerce.number().int().nonnegative().default(20_000),
  SMS_DAILY_MAX_PER_COUNTRY: z.coerce.number().int().nonnegative().default(5_000),
  /** How long an erasure can be undone, and how long an export can be fetched, in seconds. */
  ERASURE_UNDO_S: z.coerce.number().int().positive().default(1_209_600),
  EXPORT_KEPT_S: z.coerce.number().int().positive().default(604_800),
}) {}
