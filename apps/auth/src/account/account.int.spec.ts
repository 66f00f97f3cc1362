import { newId, platformErrors, type RpcArgs } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { retain } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthDb } from '../auth.db.ts';
import { asActor, newEmail, PASSWORD, startAuth, type TestAuth } from '../auth.harness.ts';

const code = (problem: { code: string }) => ({ code: problem.code });
type Seed = RpcArgs<typeof authRpc.seedAccount>;

const newSeed = (change: Partial<Seed> = {}): Seed => ({
  role: 'support',
  email: `${newId()}@example.com`,
  password: PASSWORD,
  displayName: 'Support',
  locale: 'fr',
  ...change,
});

describe('accounts', () => {
  let auth: TestAuth;
  beforeAll(async () => {
    auth = await startAuth();
  });
  afterAll(() => auth.stop());

  const login = (seed: Seed) =>
    auth.call(authRpc.login, {
      address: { channel: 'email', email: seed.email },
      password: seed.password,
    });
  const userIs = (id: string) => (data: { userId: string }) => data.userId === id;

  describe('my account', () => {
    it('is shown and changed to its owner only', async () => {
      const mine = await auth.signUp(newEmail());
      const other = await auth.signUp(newEmail());
      const changed = await auth.call(
        authRpc.updateMe,
        { displayName: 'Awa', locale: 'en' },
        { as: asActor(mine) },
      );
      expect(changed).toEqual({ ...mine.user, displayName: 'Awa', locale: 'en' });
      expect(await auth.call(authRpc.updateMe, {}, { as: asActor(mine) })).toEqual(changed);
      expect(await auth.call(authRpc.me, {}, { as: asActor(mine) })).toEqual(changed);
      expect(await auth.call(authRpc.me, {}, { as: asActor(other) })).toEqual(other.user);
    });

    it.each([authRpc.me, authRpc.updateMe])('requires a signed-in user', async (rpc) => {
      await expect(auth.call(rpc, {})).rejects.toMatchObject(code(platformErrors.unauthenticated));
    });

    it('refuses roles in an update', async () => {
      const mine = await auth.signUp(newEmail());
      const input = { roles: ['admin'] } as never;
      await expect(auth.call(authRpc.updateMe, input, { as: asActor(mine) })).rejects.toMatchObject(
        code(platformErrors.invalidInput),
      );
    });
  });

  it('suspension ends sessions, refuses every sign-in, and emits one event', async () => {
    const address = newEmail();
    const tokens = await auth.signUp(address, PASSWORD);
    const userId = tokens.user.id;
    const { verificationId } = await auth.call(authRpc.loginCode, { address });
    const first = await auth.call(authRpc.suspend, { userId });
    expect(await auth.call(authRpc.suspend, { userId })).toEqual(first);

    const refused = { ...code(authErrors.suspended), status: 403 };
    await expect(auth.call(authRpc.login, { address, password: PASSWORD })).rejects.toMatchObject(
      refused,
    );
    await expect(
      auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) }),
    ).rejects.toMatchObject(refused);
    const { refreshToken } = tokens;
    await expect(auth.call(authRpc.refresh, { refreshToken })).rejects.toMatchObject(refused);
    await expect(
      auth.call(authRpc.login, { address, password: 'not this one' }),
    ).rejects.toMatchObject(code(authErrors.badCredentials));

    await auth.events.next(authEvents.userSuspended, userIs(userId));
    expect(auth.events.of(authEvents.userSuspended).filter(userIs(userId))).toHaveLength(1);
    await expect(auth.call(authRpc.suspend, { userId: newId() })).rejects.toMatchObject(
      code(authErrors.unknownUser),
    );
  });

  it('reinstatement allows sign-in again, and emits one event', async () => {
    const address = newEmail();
    const { user } = await auth.signUp(address, PASSWORD);
    await auth.call(authRpc.suspend, { userId: user.id });
    for (let n = 0; n < 2; n++) await auth.call(authRpc.reinstate, { userId: user.id });
    const trail = await auth.sql.query(
      `SELECT action, actor_kind, actor_id FROM audit_log
       WHERE subject_id = $1 AND action IN ('account.suspended', 'account.reinstated') ORDER BY id`,
      [user.id],
    );
    // Nobody is signed in: it is the service that called.
    const by = { actor_kind: 'service', actor_id: 'test' };
    expect(trail.rows).toEqual([
      { action: 'account.suspended', ...by },
      { action: 'account.reinstated', ...by },
    ]);
    expect((await auth.call(authRpc.login, { address, password: PASSWORD })).user).toEqual(user);
    await auth.events.next(authEvents.userReinstated, userIs(user.id));
    expect(auth.events.of(authEvents.userReinstated).filter(userIs(user.id))).toHaveLength(1);
    await expect(auth.call(authRpc.reinstate, { userId: newId() })).rejects.toMatchObject(
      code(authErrors.unknownUser),
    );
  });

  describe('names', () => {
    it('are those of the accounts that there are', async () => {
      const [one, other] = [await auth.signUp(newEmail()), await auth.signUp(newEmail())];
      await auth.call(authRpc.updateMe, { displayName: 'Binta' }, { as: asActor(other) });
      const { items } = await auth.call(authRpc.names, {
        userIds: [one.user.id, newId(), other.user.id],
      });
      expect(new Map(items.map(({ userId, displayName }) => [userId, displayName]))).toEqual(
        new Map([
          [one.user.id, one.user.displayName],
          [other.user.id, 'Binta'],
        ]),
      );
    });

    it.each([[[]], [Array(101).fill(newId())], [['x']]])('refuse bad input', async (userIds) => {
      await expect(auth.call(authRpc.names, { userIds })).rejects.toMatchObject(
        code(platformErrors.invalidInput),
      );
    });
  });

  describe('seeding', () => {
    it('makes a proven account of any role', async () => {
      const seed = newSeed({ id: newId(), role: 'admin' });
      const user = await auth.call(authRpc.seedAccount, seed);
      expect(user).toMatchObject({ id: seed.id, roles: ['admin'], email: seed.email });
      expect((await login(seed)).user).toEqual(user);
      await auth.events.next(authEvents.userVerified, userIs(user.id));
      expect(auth.events.of(authEvents.userRegistered).filter(userIs(user.id))).toHaveLength(1);
    });

    it('may be repeated: the account stays, what is seeded changes', async () => {
      const seed = newSeed();
      const first = await auth.call(authRpc.seedAccount, seed);
      const changed = { ...seed, password: 'another password', displayName: 'Renamed' };
      const again = await auth.call(authRpc.seedAccount, changed);
      expect(again).toEqual({ ...first, displayName: 'Renamed' });
      await expect(login(seed)).rejects.toMatchObject(code(authErrors.badCredentials));
      expect((await login(changed)).user).toEqual(again);
      await expect(auth.call(authRpc.seedAccount, { ...seed, id: newId() })).rejects.toMatchObject(
        code(authErrors.addressTaken),
      );
    });
  });

  it('the audit trail refuses UPDATE and DELETE', async () => {
    const db = auth.instances[0]!.app.get(AuthDb, { strict: false });
    await auth.signUp(newEmail());
    for (const change of [
      `UPDATE audit_log SET action = 'verified'`,
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
    ]) {
      await expect(db.prisma.$executeRawUnsafe(change)).rejects.toThrow(/permission denied/);
    }
    expect((await auth.sql.query('SELECT FROM audit_log')).rowCount).toBeGreaterThan(0);
  });

  it('deletes expired rows', async () => {
    const address = newEmail();
    const { refreshToken } = await auth.signUp(address);
    await auth.call(authRpc.loginCode, { address });
    const left = async (table: string) => (await auth.sql.query(`SELECT 1 FROM ${table}`)).rowCount;
    await retain(auth, authRpc);
    await auth.call(authRpc.refresh, { refreshToken });
    const tables = ['challenge', 'throttle', 'refresh_token', 'session', 'address_change'];
    for (const table of tables) {
      await auth.sql.query(`UPDATE ${table} SET expires_at = now() - interval '1 second'`);
    }
    await retain(auth, authRpc);
    for (const table of tables) expect(await left(table)).toBe(0);
  });
});

describe('in production', () => {
  let auth: TestAuth;
  beforeAll(async () => {
    auth = await startAuth({ env: { NODE_ENV: 'production', PLAINTEXT_ADDRESSES: 'allowed' } });
  });
  afterAll(() => auth.stop());

  it('refuses seeding', async () => {
    await expect(auth.call(authRpc.seedAccount, newSeed())).rejects.toMatchObject(
      code(platformErrors.forbidden),
    );
  });
});
