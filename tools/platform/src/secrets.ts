import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const token = (bytes: number) => randomBytes(bytes).toString('hex');

/** What a platform keeps secret, under the names of the variables that carry it, and its origin. */
const generators = {
  AUTH_SECRET: () => token(32),
  /** Passwords of the database roles are derived from it. */
  DATABASE_ROLE_SECRET: () => token(32),
  /** Passwords of the demo accounts are derived from it. */
  DEMO_SECRET: () => token(16),
  LIVEKIT_API_KEY: () => `API${token(6)}`,
  LIVEKIT_API_SECRET: () => token(32),
  STRIPE_SECRET_KEY: () => `sk_test_${token(12)}`,
  STRIPE_PUBLISHABLE_KEY: () => `pk_test_${token(12)}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${token(16)}`,
  TWILIO_ACCOUNT_SID: () => `AC${token(16)}`,
  TWILIO_AUTH_TOKEN: () => token(16),
};

export type Secrets = Record<keyof typeof generators, string>;

/**
 * The secrets of the platform in a data folder, made at its first start and readable by this user
 * only. Those that a newer version needs are added.
 */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>) : {};
  const entries = Object.entries(generators).map(
    ([name, generate]) => [name, kept[name as keyof Secrets] ?? generate()] as const,
  );
  const secrets = Object.fromEntries(entries) as Secrets;
  if (entries.some(([name]) => !(name in kept))) {
    writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return secrets;
}
