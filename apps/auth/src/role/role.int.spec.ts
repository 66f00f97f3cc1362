import { newId, platformErrors, type Role, type RpcArgs } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { eventually } from '@edu/testing';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asActor,
  byPasskey,
  PASSWORD,
  startAuth,
  type TestAuth,
  type Tokens,
} from '../auth.harness.ts';
import { SigningKeyService } from '../signing-key/signing-key.service.ts';

type Input = RpcArgs<typeof authRpc.setRoles>;
const code = (problem: { code: string }) => ({ code: problem.code });

describe('the roles of an account', () => {
  let auth: TestAuth;
  let admin: Tokens;
  beforeAll(async () => {
    auth = await startAuth();
    admin = await auth.stepUp(await signIn('admin'));
  });
  afterAll(() => auth.stop());

  async function signIn(role: Role, email = `${newId()}@example.com`): Promise<Tokens> {
    const account = { role, email, password: PASSWORD, displayName: 'Somebody' };
    await auth.call(authRpc.seedAccount, account);
    const address = { channel: 'email', email } as const;
    return byPasskey(auth, await auth.call(authRpc.login, { address, password: PASSWORD }));
  }

  const set = (as: Tokens, userId: string, roles: Role[], reason: Input['reason'] = 'corrected') =>
    auth.call(authRpc.setRoles, { userId, roles, reason }, { as: asActor(as) });
  const refusedAs = (type: { code: string }) => expect.objectContaining(code(type));
  const rolesOf = async (id: string) =>
    (await auth.sql.query<{ roles: string[] }>('SELECT roles FROM account WHERE id = $1', [id]))
      .rows[0]!.roles;

  it('are set by an admin: sessions end, and the log has who did it and why', async () => {
    const student = await signIn('student');
    const { id: userId } = student.user;
    const roles: Role[] = ['support', 'student', 'support'];
    const answer = await set(admin, userId, roles, 'joined_team');
    expect(answer).toEqual({ userId, roles: ['student', 'support'] });

    const revoked = await auth.events.next(
      authEvents.sessionRevoked,
      (event) => event.userId === userId,
    );
    expect(revoked).toEqual({
      userId,
      sessionId: decodeJwt(student.accessToken)['sid'],
      reason: 'roles_changed',
    });
    const { refreshToken } = student;
    await expect(auth.call(authRpc.refresh, { refreshToken })).rejects.toEqual(
      refusedAs(authErrors.badRefreshToken),
    );
    const { rows } = await auth.sql.query(
      `SELECT actor_kind, actor_id, request_id IS NOT NULL AS asked, reason, details
       FROM audit_log
       WHERE subject_id = $1 AND action = 'account.roles_changed'`,
      [userId],
    );
    const details = { before: 'student', after: 'student support' };
    const by = { actor_kind: 'user', actor_id: admin.user.id, asked: true };
    expect(rows).toEqual([{ ...by, reason: 'joined_team', details }]);
  });

  it('that stay the same end nothing and are not logged', async () => {
    const { user, refreshToken } = await signIn('tutor');
    await set(admin, user.id, ['tutor']);
    await expect(auth.call(authRpc.refresh, { refreshToken })).resolves.toBeTruthy();
    const { rowCount } = await auth.sql.query(
      `SELECT FROM audit_log WHERE subject_id = $1 AND action = 'account.roles_changed'`,
      [user.id],
    );
    expect(rowCount).toBe(0);
  });

  it('are nobody’s to give to themselves', async () => {
    await expect(set(admin, admin.user.id, ['admin', 'finance'])).rejects.toEqual(
      refusedAs(authErrors.ownRoles),
    );
    expect(await rolesOf(admin.user.id)).toEqual(['admin']);
  });

  it.each<Role>(['student', 'support', 'trust', 'finance'])('are not set by %s', async (role) => {
    const somebody = await auth.stepUp(await signIn(role));
    for (const id of [somebody.user.id, admin.user.id, newId()]) {
      await expect(set(somebody, id, ['admin'])).rejects.toEqual(
        refusedAs(platformErrors.forbidden),
      );
    }
  });

  it('want a proof of the admin that is fresh', async () => {
    const stale = await signIn('admin');
    const old = await auth.stepUp(stale);
    const claims = { ...decodeJwt(old.accessToken), auth_time: 1, step_up_time: 1 };
    const keys = auth.instances[0]!.app.get(SigningKeyService, { strict: false });
    const { kid, privateKey } = keys.keyAt(new Date());
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
      .sign(privateKey);
    await expect(set({ ...old, accessToken }, newId(), ['support'])).rejects.toEqual(
      refusedAs(platformErrors.stepUpRequired),
    );
  });

  it('are not set on an account that there is not, or to something else', async () => {
    await expect(set(admin, newId(), ['support'])).rejects.toEqual(
      refusedAs(authErrors.unknownUser),
    );
    for (const roles of [[], ['root'], 'admin'] as unknown as Role[][]) {
      await expect(set(admin, admin.user.id, roles)).rejects.toEqual(
        refusedAs(platformErrors.invalidInput),
      );
    }
  });

  it('of two admins who dismiss each other at once, one stays', async () => {
    const [one, other] = [
      await auth.stepUp(await signIn('admin')),
      await auth.stepUp(await signIn('admin')),
    ];
    const both = await Promise.allSettled([
      set(one, other.user.id, ['student']),
      set(other, one.user.id, ['student']),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = [await rolesOf(one.user.id), await rolesOf(other.user.id)];
    expect(left.map(String).sort()).toEqual(['admin', 'student']);
  });

  it('an operator appoints the first admin, once', async () => {
    const email = `${newId()}@example.com`;
    const { user } = await signIn('student', email);
    for (let n = 0; n < 2; n++) {
      expect(await auth.call(authRpc.appointAdmin, { email })).toEqual({
        userId: user.id,
        roles: ['student', 'admin'],
      });
    }
    await eventually(() =>
      expect(
        auth.events.of(authEvents.sessionRevoked).filter(({ userId }) => userId === user.id),
      ).toHaveLength(1),
    );
    await expect(
      auth.call(authRpc.appointAdmin, { email: `${newId()}@example.com` }),
    ).rejects.toEqual(refusedAs(authErrors.unknownUser));
    await expect(
      auth.call(authRpc.appointAdmin, { email }, { as: asActor(admin) }),
    ).resolves.toBeTruthy();
  });
});
