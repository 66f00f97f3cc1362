import { newId, platformErrors, type Role } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asActor,
  byPasskey,
  PASSWORD,
  startAuth,
  type TestAuth,
  type Tokens,
} from '../auth.harness.ts';

const refusedAs = (type: { code: string }) => expect.objectContaining({ code: type.code });

let auth: TestAuth;
let trust: Tokens;
let support: Tokens;
beforeAll(async () => {
  auth = await startAuth();
  trust = await auth.stepUp(await byPasskey(auth, await signIn('trust')));
  support = await auth.stepUp(await byPasskey(auth, await signIn('support')));
});
afterAll(() => auth.stop());

async function signIn(role: Role, displayName = 'Somebody'): Promise<Tokens> {
  const email = `${newId()}@example.com`;
  await auth.call(authRpc.seedAccount, { role, email, password: PASSWORD, displayName });
  const address = { channel: 'email', email } as const;
  return auth.call(authRpc.login, { address, password: PASSWORD });
}
const find = (as: Tokens, q: string) => auth.call(authRpc.findAccounts, { q }, { as: asActor(as) });
const suspend = (as: Tokens, userId: string) =>
  auth.call(authRpc.suspendAccount, { userId, reason: 'fraud' }, { as: asActor(as) });
const reinstate = (as: Tokens, userId: string) =>
  auth.call(authRpc.reinstateAccount, { userId, reason: 'mistake' }, { as: asActor(as) });
const trailOf = async (id: string, action: string) =>
  (
    await auth.sql.query(
      'SELECT actor_id, reason FROM audit_log WHERE subject_id = $1 AND action = $2',
      [id, action],
    )
  ).rows;

describe('staff', () => {
  it('find people by address, by id and by how their name begins, and nobody by less', async () => {
    const name = `Zoé ${newId().slice(-6)}`;
    const { user } = await signIn('tutor', `${name} 100%`);
    for (const q of [user.email!, user.email!.toUpperCase(), user.id, name.toLowerCase()]) {
      expect((await find(support, q)).items, q).toMatchObject([
        { userId: user.id, email: user.email, roles: ['tutor'], suspendedAt: null },
      ]);
    }
    for (const q of ['%%%', 'zo_', `${newId()}@example.com`, newId(), '+2250701020304']) {
      expect((await find(support, q)).items, q).toEqual([]);
    }
    expect(await trailOf(user.id, 'account.looked_up')).toHaveLength(4);
  });

  it('close an account with a reason: its sessions end, and the log says who and why', async () => {
    const { user, refreshToken } = await signIn('tutor');
    const closed = await suspend(support, user.id);
    expect(closed).toMatchObject({ userId: user.id, suspendedFor: 'fraud' });
    expect(await suspend(trust, user.id)).toEqual(closed);
    await auth.events.next(authEvents.userSuspended, ({ userId }) => userId === user.id);
    await expect(auth.call(authRpc.refresh, { refreshToken })).rejects.toEqual(
      refusedAs(authErrors.suspended),
    );
    const by = { actor_id: support.user.id, reason: 'fraud' };
    expect(await trailOf(user.id, 'account.suspended')).toEqual([by]);
    await expect(reinstate(support, user.id)).rejects.toEqual(refusedAs(platformErrors.forbidden));
    expect(await reinstate(trust, user.id)).toMatchObject({
      ...{ suspendedAt: null, suspendedFor: null },
    });
    const again = { actor_id: trust.user.id, reason: 'mistake' };
    expect(await trailOf(user.id, 'account.reinstated')).toEqual([again]);
  });

  it('close neither their own account nor that of other staff; an admin does that', async () => {
    const { user } = await signIn('finance');
    await expect(suspend(trust, trust.user.id)).rejects.toEqual(refusedAs(authErrors.ownAccount));
    await expect(suspend(trust, user.id)).rejects.toEqual(refusedAs(authErrors.staffAccount));
    await expect(suspend(trust, newId())).rejects.toEqual(refusedAs(authErrors.unknownUser));
    const admin = await auth.stepUp(await byPasskey(auth, await signIn('admin')));
    await expect(suspend(admin, user.id)).resolves.toBeTruthy();
  });

  it('get nowhere by one factor, nor without a fresh proof', async () => {
    const byOne = await auth.stepUp(await signIn('support'));
    await expect(find(byOne, 'zoe')).rejects.toEqual(
      refusedAs(platformErrors.secondFactorRequired),
    );
    const stale = await byPasskey(auth, await signIn('support'));
    const { user } = await signIn('student');
    await expect(suspend(stale, user.id)).rejects.toEqual(refusedAs(platformErrors.stepUpRequired));
    await expect(find(await signIn('student'), 'zoe')).rejects.toEqual(
      refusedAs(platformErrors.forbidden),
    );
  });
});
