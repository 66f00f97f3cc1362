import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  simulatorSecrets,
  type SecretForm,
  type SimulatorSecret,
} from '@edu/simulators/definitions';

/** As `MASTER_KEYS` lists them, named by when it was made. */
export function newMasterKey(now = new Date()): string {
  return `${now.toISOString().slice(0, 19).toLowerCase().replaceAll(':', '-')}:${token(32)}`;
}

const token = (bytes: number) => randomBytes(bytes).toString('hex');

/** What a platform keeps secret, under the names of the variables that carry it, and its origin. */
const generators = {
  AUTH_SECRET: () => token(32),
  /** Seals the quotes that a booking gives back. */
  QUOTE_SECRET: () => token(32),
  /** What the PINs at the doors of lessons are worked out from. */
  DOOR_SECRET: () => token(32),
  /** Digests of payers' phone numbers and cards are made with it. */
  NUMBER_SECRET: () => token(32),
  /** Signs the links of the storage. */
  STORAGE_SECRET: () => token(32),
  /** Seals the keys that users' documents are sealed under; `npm run keys` adds another. */
  MASTER_KEYS: () => newMasterKey(),
  /** Passwords of the database roles are derived from it. */
  DATABASE_ROLE_SECRET: () => token(32),
  /** Passwords of the demo accounts are derived from it. */
  DEMO_SECRET: () => token(16),
};

export type Secrets = Record<keyof typeof generators | SimulatorSecret, string>;

/**
 * The secrets of the platform in a data folder, made at its first start and readable by this user
 * only. Those that a newer version needs are added.
 */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>) : {};
  const entries = Object.entries({ ...generators, ...ofSimulators() }).map(
    ([name, generate]) => [name, kept[name as keyof Secrets] ?? generate()] as const,
  );
  const secrets = Object.fromEntries(entries) as Secrets;
  if (entries.some(([name]) => !(name in kept))) {
    writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return secrets;
}

function ofSimulators(): Record<string, () => string> {
  const forms = Object.entries<SecretForm>(simulatorSecrets);
  return Object.fromEntries(
    forms.map(([name, { prefix, bytes }]) => [name, () => prefix + token(bytes)]),
  );
}

/** Puts a master key in front of those in a data folder. @returns its name */
export function addMasterKey(dataDir: string): string {
  const added = newMasterKey();
  changeMasterKeys(dataDir, (keys) => [added, ...keys]);
  return added.split(':')[0]!;
}

/** Takes all master keys but the newest away. @returns how many */
export function dropMasterKeys(dataDir: string): number {
  let dropped = 0;
  changeMasterKeys(dataDir, (keys) => {
    dropped = keys.length - 1;
    return keys.slice(0, 1);
  });
  return dropped;
}

function changeMasterKeys(dataDir: string, change: (keys: string[]) => string[]): void {
  const secrets = loadSecrets(dataDir);
  const MASTER_KEYS = change(secrets.MASTER_KEYS.split(',')).join(',');
  const changed = JSON.stringify({ ...secrets, MASTER_KEYS }, null, 2);
  writeFileSync(join(dataDir, 'secrets.json'), `${changed}\n`, { mode: 0o600 });
}
