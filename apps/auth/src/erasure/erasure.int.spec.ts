import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId, platformErrors } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { notificationRpc } from '@edu/contracts-notification';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, type Address } from '../account/account.domain.ts';
import {
  asActor,
  byPasskey,
  newEmail,
  PASSWORD,
  startAuth,
  type TestAuth,
  type Tokens,
} from '../auth.harness.ts';
import { PARTICIPANTS } from '../data-rights/participants.ts';

const RECEIPT = { erased: [{ what: 'thing', rows: 2 }], kept: [] };
const code = ({ code }: { code: string }) => ({ code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth?.stop());

let address: Address;
let owner: Tokens;
let asked: string[];
beforeEach(async () => {
  asked = [];
  for (const { service, erase } of PARTICIPANTS) {
    auth.fake(erase, () => {
      asked.push(service);
      return RECEIPT;
    });
  }
  address = newEmail();
  owner = await auth.signUp(address, PASSWORD);
});

const eraseMe = async () =>
  auth.call(authRpc.eraseMe, {}, { as: asActor(await auth.stepUp(owner)) });
const login = () => auth.call(authRpc.login, { address, password: PASSWORD });
const erasure = (token: string) => auth.call(authRpc.erasure, { token });
const undo = (token: string) => auth.call(authRpc.undoErasure, { token });
const stages = () =>
  auth.sent
    .filter(({ to }) => JSON.stringify(to) === JSON.stringify(address))
    .flatMap(({ message }) => (message.kind === 'account_erasure' ? [message.stage] : []));
async function signInAs(role: 'support') {
  const email = `${newId()}@example.com`;
  const account = { role, email, password: PASSWORD, displayName: 'Support' };
  await auth.call(authRpc.seedAccount, account);
  return auth.call(authRpc.login, { address: addressOf('email', email), password: PASSWORD });
}
/** As if the time to undo it were over. */
const timeIsOver = () =>
  auth.sql.query(`UPDATE job SET due_at = now() WHERE kind = 'erase' AND user_id = $1`, [
    owner.user.id,
  ]);

describe('whoever erases their account', () => {
  it('has to prove that it is them', async () => {
    const as = asActor(owner);
    await expect(auth.call(authRpc.eraseMe, {}, { as })).rejects.toMatchObject(
      code(platformErrors.stepUpRequired),
    );
  });

  it('is signed out at once, and learns why and until when they can come back', async () => {
    const { token, state, eraseAt } = await eraseMe();
    expect(state).toBe('waiting');
    const days = (new Date(eraseAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(14, 2);
    await auth.events.next(authEvents.userSuspended, ({ userId }) => userId === owner.user.id);
    await expect(login()).rejects.toMatchObject(code(authErrors.closing));
    await expect(
      auth.call(authRpc.refresh, { refreshToken: owner.refreshToken }),
    ).rejects.toMatchObject(code(authErrors.suspended));
    await eventually(() => expect(stages()).toEqual(['begun']));
    const sent = auth.lastMessage(address);
    expect(sent).toMatchObject({ kind: 'account_erasure', days: 14, undoToken: token });
    expect(await erasure(token)).toMatchObject({ state: 'waiting', receipts: [] });
    expect(asked).toEqual([]);
  });

  it('is not asked twice: of two at once one is refused', async () => {
    const as = asActor(await auth.stepUp(owner));
    const both = await Promise.allSettled([
      auth.call(authRpc.eraseMe, {}, { as }),
      auth.call(authRpc.eraseMe, {}, { as }),
    ]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => code(reason as { code: string }))).toEqual([
      code(platformErrors.unauthenticated),
    ]);
  });
});

describe('an undo', () => {
  it('opens the account again, once', async () => {
    const { token } = await eraseMe();
    expect(await undo(token)).toMatchObject({ state: 'canceled' });
    await auth.events.next(authEvents.userReinstated, ({ userId }) => userId === owner.user.id);
    const before = owner.user;
    owner = await login();
    expect(owner.user).toEqual(before);
    await eventually(() => expect(stages().sort()).toEqual(['begun', 'undone']));
    await expect(undo(token)).rejects.toMatchObject(code(authErrors.erasureOver));
    const second = await eraseMe();
    expect(second.token).not.toBe(token);
  });

  it('leaves an account closed that was suspended meanwhile', async () => {
    const { token } = await eraseMe();
    const { id: userId } = owner.user;
    auth.advance(1_000);
    await auth.call(authRpc.suspend, { userId });
    await expect(auth.call(authRpc.reinstate, { userId })).rejects.toMatchObject(
      code(authErrors.closing),
    );
    await undo(token);
    await expect(login()).rejects.toMatchObject(code(authErrors.suspended));
    auth.clock.set(new Date());
  });

  it.each(['x'.repeat(43), 'A'.repeat(43)])(
    'is refused for a token that we did not make',
    async (token) => {
      await expect(undo(token)).rejects.toMatchObject(code(authErrors.badErasureToken));
      await expect(erasure(token)).rejects.toMatchObject(code(authErrors.badErasureToken));
    },
  );
});

describe('when the time to undo it is over', () => {
  it('every service erases its part, the account comes last, and receipts stay', async () => {
    const gone: string[] = [];
    auth.fake(notificationRpc.setContact, ({ userId, contact }) => {
      if (contact === null) gone.push(userId);
      return { changed: true };
    });
    const { token } = await eraseMe();
    const { id: userId } = owner.user;
    await timeIsOver();
    await eventually(async () => expect((await erasure(token)).state).toBe('done'), 20_000);
    const order = [...PARTICIPANTS.map(({ service }) => service), 'auth'];
    const { receipts, percent } = await erasure(token);
    expect(receipts.map(({ service }) => service)).toEqual(order);
    expect(receipts[0]).toMatchObject(RECEIPT);
    expect(receipts.at(-1)!.erased).toContainEqual({ what: 'account', rows: 1 });
    expect([percent, asked]).toEqual([100, order.slice(0, -1)]);
    expect(gone).toEqual([userId]);
    expect(stages()).toEqual(['begun', 'done']);
    await expect(undo(token)).rejects.toMatchObject(code(authErrors.erasureOver));
    await expect(login()).rejects.toMatchObject(code(authErrors.badCredentials));
    const support = asActor(await byPasskey(auth, await signInAs('support')));
    expect(await auth.call(authRpc.accountErasure, { userId }, { as: support })).toEqual(
      await erasure(token),
    );
    await expect(
      auth.call(authRpc.accountErasure, { userId: newId() }, { as: support }),
    ).rejects.toMatchObject(code(authErrors.noErasure));
    // The address is free again.
    const another = await auth.signUp(address, PASSWORD);
    expect(another.user.id).not.toBe(userId);
  });

  it('no copy of their data is left, of however many they have had made', async () => {
    for (const { list } of PARTICIPANTS) {
      auth.fake(list, () => ({ about: null, rows: [], files: [], nextCursor: null }));
    }
    const as = asActor(owner);
    for (let n = 0; n < 2; n++) {
      const { id } = await auth.call(authRpc.beginExport, {}, { as });
      await eventually(async () => {
        expect(await auth.call(authRpc.export, {}, { as })).toMatchObject({ id, state: 'done' });
      }, 20_000);
    }
    const copies = () => readdirSync(join(auth.storage, 'export'));
    const before = copies().length;
    expect(before).toBeGreaterThanOrEqual(2);
    const { token } = await eraseMe();
    await timeIsOver();
    await eventually(async () => expect((await erasure(token)).state).toBe('done'), 20_000);
    expect(copies()).toHaveLength(before - 2);
  });

  it('a service that is down is asked again, and those before it are not', async () => {
    let down = 2;
    const { erase } = PARTICIPANTS.find(({ service }) => service === 'booking')!;
    auth.fake(erase, () => {
      asked.push('booking');
      if (down-- > 0) throw platformErrors.unavailable();
      return RECEIPT;
    });
    const { token } = await eraseMe();
    await timeIsOver();
    await eventually(async () => expect((await erasure(token)).state).toBe('done'), 20_000);
    const count = (service: string) => asked.filter((one) => one === service).length;
    expect([count('profile'), count('booking'), count('payment')]).toEqual([1, 3, 1]);
    expect((await erasure(token)).receipts).toHaveLength(PARTICIPANTS.length + 1);
  });
});
