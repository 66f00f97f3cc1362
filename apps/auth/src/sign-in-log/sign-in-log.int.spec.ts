import { newId, platformErrors, type RpcArgs } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { eventually, retain } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../account/account.domain.ts';
import {
  asActor,
  newEmail,
  newPhone,
  PASSWORD,
  startAuth,
  wrongCode,
  type TestAuth,
  type Tokens,
} from '../auth.harness.ts';

const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';

interface From {
  readonly device?: string | undefined;
  readonly country?: string;
  readonly client?: string;
  readonly userAgent?: string;
}

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth({ env: { NEW_DEVICES: 'code' } });
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(0));

/** Somebody who signed up on a device of theirs. */
async function signedUp(address = newEmail(), from: From = { country: 'CI' }) {
  const { verificationId } = await auth.call(authRpc.register, {
    ...{ role: 'student', displayName: 'Awa Koné', address, password: PASSWORD },
  });
  const proof = { verificationId, code: auth.lastCode(address) };
  const tokens = await auth.call(authRpc.verify, proof, from);
  return { address, tokens, home: { country: 'CI', device: tokens.deviceToken } };
}
const login = (address: Address, from: From = {}, password = PASSWORD) =>
  auth.call(authRpc.login, { address, password }, from);
/** What the sign-in is refused with. */
const refusal = async (work: Promise<unknown>) => {
  const [settled] = await Promise.allSettled([work]);
  if (settled.status === 'fulfilled') throw new Error('it was not refused');
  return settled.reason as { code: string; status: number; params: { verificationId: string } };
};
const confirm = (verificationId: string, address: Address, from: From = {}) =>
  auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) }, from);
const logOf = async (tokens: Tokens, query: Partial<RpcArgs<typeof authRpc.signIns>> = {}) =>
  auth.call(authRpc.signIns, query, { as: asActor(tokens) });
/** Proves again that it is them, without a code. @returns with the proof */
const prove = async (tokens: Tokens): Promise<Tokens> => {
  const proof = { kind: 'password', password: PASSWORD } as const;
  const { accessToken } = await auth.call(authRpc.proveStepUp, { proof }, { as: asActor(tokens) });
  return { ...tokens, accessToken };
};
const notesTo = (address: Address) =>
  auth.sent.filter(
    ({ to, message }) =>
      JSON.stringify(to) === JSON.stringify(address) && message.kind === 'new_sign_in',
  );
const noted = (address: Address, count: number) =>
  eventually(() => expect(notesTo(address)).toHaveLength(count));

describe('a sign-in by password', () => {
  it('on the device of before asks for nothing more', async () => {
    const { address, home } = await signedUp();
    const again = await login(address, home);
    expect(again.deviceToken).toBe(home.device);
    expect(notesTo(address)).toEqual([]);
  });

  it('of an account that nobody has signed in to yet asks for nothing more', async () => {
    const email = `${newId()}@example.com`;
    const account = { role: 'tutor', email, password: PASSWORD, displayName: 'Kofi' } as const;
    await auth.call(authRpc.seedAccount, account);
    const address = { channel: 'email', email } as const;
    await login(address, { country: 'GH' });
    expect(await refusal(login(address, { country: 'GH' }))).toMatchObject({
      code: authErrors.codeRequired.code,
    });
  });

  it.each<[string, (home: From) => From]>([
    ['another device', () => ({ country: 'CI' })],
    ['another country', (home) => ({ ...home, country: 'RU' })],
    ['a device that it made up', () => ({ country: 'CI', device: 'x'.repeat(43) })],
  ])('from %s is confirmed by a code, and its owner gets a note', async (_from, fromOf) => {
    const { address, home } = await signedUp();
    const from = { userAgent: CHROME, ...fromOf(home) };
    const refused = await refusal(login(address, from));
    expect(refused).toMatchObject({
      ...{ code: authErrors.codeRequired.code, status: 403 },
      params: { verificationId: expect.any(String) as string, channel: 'email' },
    });
    expect(auth.lastMessage(address)).toMatchObject({ kind: 'code', purpose: 'device' });
    const entered = await confirm(refused.params.verificationId, address, from);
    await noted(address, 1);
    expect(notesTo(address)[0]!.message).toEqual({
      ...{ kind: 'new_sign_in', at: auth.clock.now().toISOString(), zone: null },
      ...{ browser: 'Chrome', system: 'Android', country: from.country },
    });
    // From then on it is known.
    await login(address, { ...from, device: entered.deviceToken });
    expect(notesTo(address)).toHaveLength(1);
  });

  it('from a country that nobody knows is not new for that', async () => {
    const { address, home } = await signedUp();
    await expect(login(address, { device: home.device })).resolves.toBeTruthy();
  });

  it('does not say whether there is an account, nor sends a code, while the password is wrong', async () => {
    const { address } = await signedUp();
    const before = auth.sent.length;
    for (const who of [address, newEmail()]) {
      expect(await refusal(login(who, {}, 'not this one'))).toMatchObject({
        code: authErrors.badCredentials.code,
      });
    }
    expect(auth.sent).toHaveLength(before);
  });

  it('is not confirmed by a wrong code, by one twice, or once the password is another', async () => {
    const { address, home } = await signedUp();
    const { verificationId } = (await refusal(login(address))).params;
    const code = auth.lastCode(address);
    const badCode = { code: authErrors.badCode.code };
    await expect(
      auth.call(authRpc.verify, { verificationId, code: wrongCode(code) }),
    ).rejects.toMatchObject(badCode);
    await auth.call(authRpc.verify, { verificationId, code });
    await expect(auth.call(authRpc.verify, { verificationId, code })).rejects.toMatchObject(
      badCode,
    );
    const other = (await refusal(login(address))).params.verificationId;
    const stale = auth.lastCode(address);
    const proved = await prove(await login(address, home));
    const password = 'another battery horse';
    await auth.call(authRpc.setPassword, { password }, { as: asActor(proved) });
    await expect(
      auth.call(authRpc.verify, { verificationId: other, code: stale }),
    ).rejects.toMatchObject(badCode);
  });

  it('is confirmed at the address with which somebody signs in', async () => {
    const phone = newPhone();
    const { address, tokens } = await signedUp();
    const { verificationId } = await auth.changeAddress(tokens, phone);
    await confirm(verificationId, phone);
    const { params } = await refusal(login(phone));
    expect(auth.lastMessage(phone)).toMatchObject({ kind: 'code', purpose: 'device' });
    const before = notesTo(address).length;
    await confirm(params.verificationId, phone);
    await noted(address, before + 1);
    expect(notesTo(phone)).toEqual([]);
  });
});

describe('the device of a session', () => {
  it('is a stranger once its owner has ended that session elsewhere', async () => {
    const { address, tokens } = await signedUp();
    const { params } = await refusal(login(address));
    const lost = await confirm(params.verificationId, address);
    await auth.call(authRpc.endOtherSessions, {}, { as: asActor(await prove(tokens)) });
    const device = lost.deviceToken;
    expect(await refusal(login(address, { device, country: 'CI' }))).toMatchObject({
      code: authErrors.codeRequired.code,
    });
    await expect(login(address, { device: tokens.deviceToken })).resolves.toBeTruthy();
  });

  it('is forgotten after a year, and nothing in the database leads back to its token', async () => {
    const { address, tokens, home } = await signedUp();
    const { rows } = await auth.sql.query<{ device: string }>(
      'SELECT * FROM known_device WHERE account_id = $1',
      [tokens.user.id],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(home.device!);
    await auth.sql.query(
      `UPDATE known_device SET expires_at = expires_at - interval '366 days' WHERE account_id = $1`,
      [tokens.user.id],
    );
    expect(await refusal(login(address, home))).toMatchObject({
      code: authErrors.codeRequired.code,
    });
  });

  it('is known with one account, and not with another that signs in on it', async () => {
    const [mine, other] = [await signedUp(), await signedUp()];
    expect(await refusal(login(other.address, mine.home))).toMatchObject({
      code: authErrors.codeRequired.code,
    });
  });
});

describe('the log of sign-ins', () => {
  it('has when, where, on what, by what and with which outcome', async () => {
    const { address, tokens, home } = await signedUp(newEmail(), {
      ...{ country: 'CI', userAgent: CHROME },
    });
    const stranger = { country: 'RU', client: 'elsewhere' };
    for (let n = 0; n < 3; n++) await refusal(login(address, stranger, 'not this one'));
    const { params } = await refusal(login(address, stranger));
    const { verificationId } = params;
    const code = wrongCode(auth.lastCode(address));
    await refusal(auth.call(authRpc.verify, { verificationId, code }, stranger));
    const { items } = await logOf(tokens);
    const at = auth.clock.now().toISOString();
    const entry = {
      ...{ id: expect.any(String) as string, at, tries: 1, browser: null, system: null },
      ...{ country: 'RU', newDevice: false, newCountry: false, current: false },
    };
    expect(items).toEqual([
      { ...entry, outcome: 'wrong_code', methods: ['otp'] },
      { ...entry, outcome: 'code_asked', methods: ['pwd'], newDevice: true, newCountry: true },
      { ...entry, outcome: 'wrong_password', methods: ['pwd'], tries: 3 },
      {
        ...{ ...entry, outcome: 'signed_in', methods: ['otp'], current: true },
        ...{ browser: 'Chrome', system: 'Android', country: 'CI' },
      },
    ]);
    expect(await auth.call(authRpc.sessions, {}, { as: asActor(tokens) })).toMatchObject({
      items: [{ browser: 'Chrome', country: 'CI' }],
    });
    await login(address, home);
    const [latest, ...older] = (await logOf(tokens, { limit: 1 })).items;
    expect([latest!.outcome, older]).toEqual(['signed_in', []]);
  });

  it('is its owner’s alone, page by page', async () => {
    const { address, tokens, home } = await signedUp();
    await signedUp();
    for (let n = 0; n < 3; n++) await login(address, home);
    const first = await logOf(tokens, { limit: 3 });
    const second = await logOf(tokens, { limit: 3, cursor: first.nextCursor! });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 1, null]);
    expect(second.items[0]!.current).toBe(true);
    await expect(auth.call(authRpc.signIns, {})).rejects.toMatchObject({
      code: platformErrors.unauthenticated.code,
    });
  });

  it('keeps nothing of an address without an account, and no address of a network', async () => {
    const count = async () =>
      (await auth.sql.query<{ n: number }>('SELECT count(*)::int AS n FROM sign_in')).rows[0]!.n;
    const before = await count();
    await refusal(login(newEmail(), { client: 'a-network' }, 'not this one'));
    expect(await count()).toBe(before);
    const { address } = await signedUp();
    await refusal(login(address, { client: 'a-network' }, 'not this one'));
    const { rows } = await auth.sql.query('SELECT * FROM sign_in');
    expect(JSON.stringify(rows)).not.toContain('a-network');
  });

  it('ends: what failed after a month, what succeeded after half a year', async () => {
    const { address, tokens } = await signedUp();
    await refusal(login(address, {}, 'not this one'));
    const left = async (days: number) => {
      await auth.sql.query(
        `UPDATE sign_in SET expires_at = expires_at - $1 * interval '1 day' WHERE account_id = $2`,
        [days, tokens.user.id],
      );
      await retain(auth, authRpc);
      const { rows } = await auth.sql.query<{ outcome: string }>(
        'SELECT outcome FROM sign_in WHERE account_id = $1 ORDER BY id',
        [tokens.user.id],
      );
      return rows.map(({ outcome }) => outcome);
    };
    expect(await left(29)).toEqual(['signed_in', 'wrong_password']);
    expect(await left(2)).toEqual(['signed_in']);
    expect(await left(150)).toEqual([]);
  });
});
