import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { addMasterKey, dropMasterKeys, loadSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'educonnect-secrets-'));
const file = join(folder, 'secrets.json');
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes them once, for this user only', () => {
  const secrets = loadSecrets(folder);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(loadSecrets(folder)).toEqual(secrets);
  expect(secrets.STRIPE_SECRET_KEY).toMatch(/^sk_test_/);
  expect(secrets.TWILIO_ACCOUNT_SID).toMatch(/^AC[0-9a-f]{32}$/);
  expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length);
});

it('keeps those there are and adds those that are missing', () => {
  writeFileSync(file, JSON.stringify({ AUTH_SECRET: 'kept' }));
  const secrets = loadSecrets(folder);
  expect(secrets.AUTH_SECRET).toBe('kept');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(secrets);
});

it('puts a master key in front, and takes the others away only when asked', () => {
  const { MASTER_KEYS: first } = loadSecrets(folder);
  const name = addMasterKey(folder);
  const [added, ...others] = loadSecrets(folder).MASTER_KEYS.split(',');
  expect(added).toMatch(new RegExp(`^${name}:[0-9a-f]{64}$`));
  expect(others).toEqual([first]);
  expect(dropMasterKeys(folder)).toBe(1);
  expect(loadSecrets(folder).MASTER_KEYS).toBe(added);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
