import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { authRpc } from '@edu/contracts-auth';
import { startService } from '@edu/service';
import { createTestDatabase, natsUrlOf, testStorage } from '@edu/testing';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, newEmail, startAuth, type TestAuth, type Tokens } from '../auth.harness.ts';
import { authService } from '../main.ts';
import { SigningKeyService } from './signing-key.service.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('signing keys of two replicas', () => {
  let auth: TestAuth;
  let keys: SigningKeyService[];
  beforeAll(async () => {
    auth = await startAuth({ replicas: 2 });
    keys = auth.instances.map(({ app }) => app.get(SigningKeyService, { strict: false }));
  });
  afterAll(() => auth.stop());

  const published = async () => (await auth.call(authRpc.jwks, {})).keys.map((key) => key.kid);
  const kid = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid;
  const maintainAll = () => Promise.all(keys.map((service) => service.maintain()));

  it('are the same key, also when both start at once', async () => {
    await auth.sql.query('DELETE FROM signing_key');
    await Promise.all([...keys, ...keys].map((service) => service.maintain()));
    const { rows } = await auth.sql.query<{ kid: string }>('SELECT kid FROM signing_key');
    expect(rows).toHaveLength(1);
    for (const service of keys) {
      expect(service.publicKeys().map((key) => key.kid)).toEqual([rows[0]!.kid]);
    }
  });

  it('publish nothing private, and store nothing private in clear', async () => {
    const { keys: jwks } = await auth.call(authRpc.jwks, {});
    expect(Object.keys(jwks[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const { rows } = await auth.sql.query<{ private_key: Buffer; n: string }>(
      `SELECT private_key, public_jwk->>'n' AS n FROM signing_key`,
    );
    const modulus = Buffer.from(rows[0]!.n, 'base64url');
    expect(rows[0]!.private_key.includes(modulus)).toBe(false); // PKCS #8 contains it
    expect(rows[0]!.private_key.length).toBeGreaterThan(1_100);
  });

  it('rotate: known before use, kept while tokens live, then dropped', async () => {
    auth.advance(0);
    const before = await auth.signUp(newEmail());
    const [old] = await published();
    expect(kid(before)).toBe(old);

    auth.advance(29 * DAY);
    await maintainAll();
    const both = await published();
    expect(both).toHaveLength(2);
    const next = both[1]!;
    const last = await auth.call(authRpc.refresh, { refreshToken: before.refreshToken });
    expect(kid(last)).toBe(old);

    auth.advance(DAY);
    await maintainAll();
    const after = await auth.signUp(newEmail());
    expect(kid(after)).toBe(next);
    expect(await published()).toEqual(both);
    for (const tokens of [last, after]) await auth.call(authRpc.me, {}, { as: asActor(tokens) });

    auth.advance(HOUR);
    await maintainAll();
    expect(await published()).toEqual([next]);
    const { rowCount } = await auth.sql.query('SELECT 1 FROM signing_key');
    expect(rowCount).toBe(1);
  });
});

describe('the first start', () => {
  it('of several replicas at once makes one key; another secret cannot read it', async () => {
    const database = await createTestDatabase('auth');
    const start = (secret: string) =>
      startService(authService, {
        env: {
          NODE_ENV: 'test',
          LOG_LEVEL: 'silent',
          NATS_URL: natsUrlOf('auth'),
          DATABASE_URL: database.runtimeUrl,
          AUTH_SECRET: createHash('sha256').update(secret).digest('hex'),
          ...testStorage(tmpdir()),
        },
      });
    const replicas = await Promise.all([start('a'), start('a'), start('a')]);
    try {
      const kids = replicas.map(({ app }) =>
        app
          .get(SigningKeyService, { strict: false })
          .publicKeys()
          .map((key) => key.kid),
      );
      expect(kids[0]).toHaveLength(1);
      expect(kids).toEqual([kids[0], kids[0], kids[0]]);
      await expect(start('b')).rejects.toThrow(/AUTH_SECRET is not the one/);
    } finally {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await database.drop();
    }
  });

  it('needs a secret that is long enough', async () => {
    const env = { NATS_URL: 'nats://127.0.0.1:1', DATABASE_URL: 'postgres://x@127.0.0.1:1/x' };
    await expect(startService(authService, { env })).rejects.toThrow('AUTH_SECRET is not set');
    await expect(
      startService(authService, { env: { ...env, AUTH_SECRET: 'short' } }),
    ).rejects.toThrow('AUTH_SECRET: at least 32 characters');
  });
});
