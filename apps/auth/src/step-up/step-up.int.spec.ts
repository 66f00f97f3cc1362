import { platformErrors, type RpcArgs } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressText } from '../account/account.domain.ts';
import { asActor, newEmail, newPhone, PASSWORD, startAuth } from '../auth.harness.ts';
import type { TestAuth, Tokens } from '../auth.harness.ts';

const code = (problem: { code: string }) => ({ code: problem.code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(24 * 3_600_000));

type Proof = RpcArgs<typeof authRpc.proveStepUp>['proof'];
const ask = (tokens: Tokens, channel?: 'email' | 'sms') =>
  auth.call(authRpc.requestStepUp, { channel }, { as: asActor(tokens) });
const prove = (tokens: Tokens, proof: Proof) =>
  auth.call(authRpc.proveStepUp, { proof }, { as: asActor(tokens) });
const byPassword = { kind: 'password', password: PASSWORD } as const;
const claimsOf = ({ accessToken }: { accessToken: string }) => decodeJwt(accessToken);

describe('the token of a sign-in', () => {
  it('says when and by what it was, and carries no later proof', async () => {
    const address = newEmail();
    const signedUp = await auth.signUp(address, PASSWORD);
    const at = Math.floor(auth.clock.now().getTime() / 1_000);
    expect(claimsOf(signedUp)).toMatchObject({ auth_time: at, acr: 'aal1', amr: ['otp'] });
    const byPhone = await auth.signUp(newPhone());
    expect(claimsOf(byPhone)).toMatchObject({ amr: ['otp', 'sms'] });
    const signedIn = await auth.call(authRpc.login, { address, password: PASSWORD });
    expect(claimsOf(signedIn)).toMatchObject({ acr: 'aal1', amr: ['pwd'] });
    expect(claimsOf(signedIn)).not.toHaveProperty('step_up_time');
  });
});

describe('a step-up', () => {
  it('names the ways of the account, the easiest first', async () => {
    const address = newEmail();
    const email = { factor: 'email', address: addressText(address) };
    expect(await ask(await auth.signUp(address, PASSWORD))).toEqual({
      ways: [{ factor: 'password', address: null }, email],
      passkey: null,
      sent: null,
    });
    const phone = newPhone();
    expect((await ask(await auth.signUp(phone))).ways).toEqual([
      { factor: 'sms', address: addressText(phone) },
    ]);
  });

  it('by password gives this session a token with the proof, which a refresh does not carry on', async () => {
    const tokens = await auth.signUp(newEmail(), PASSWORD);
    auth.advance(60_000);
    const now = Math.floor(auth.clock.now().getTime() / 1_000);
    const proven = claimsOf(await prove(tokens, byPassword));
    expect(proven).toMatchObject({
      sid: claimsOf(tokens)['sid'],
      step_up_time: now,
      auth_time: now,
      amr: ['otp', 'pwd'],
    });
    const { refreshToken } = tokens;
    const refreshed = claimsOf(await auth.call(authRpc.refresh, { refreshToken }));
    expect(refreshed).toMatchObject({ auth_time: now, amr: ['otp', 'pwd'] });
    expect(refreshed).not.toHaveProperty('step_up_time');
    const { rows } = await auth.sql.query(
      `SELECT FROM audit_log WHERE subject_id = $1 AND action = 'account.stepped_up'`,
      [tokens.user.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is refused with a wrong password; guesses are counted before they are compared', async () => {
    const tokens = await auth.signUp(newEmail(), PASSWORD);
    const guesses = Array.from({ length: 25 }, (_, n) =>
      prove(tokens, { kind: 'password', password: `guess number ${n}` }),
    );
    const results = await Promise.allSettled(guesses);
    const refusals = results.map((r) => (r as PromiseRejectedResult).reason as { code: string });
    const count = (type: { code: string }) => refusals.filter((r) => r.code === type.code).length;
    // On a busy machine there is no time for some of them.
    expect(count(authErrors.badPassword) + count(authErrors.busy)).toBeGreaterThan(0);
    expect(count(authErrors.badPassword)).toBeLessThanOrEqual(20);
    expect(count(authErrors.tooManyTries)).toBeGreaterThan(0);
  });

  it('of a session that has ended, or of a suspended user, is refused', async () => {
    const signedOut = await auth.signUp(newEmail(), PASSWORD);
    await auth.call(authRpc.logout, {}, { as: asActor(signedOut) });
    const suspended = await auth.signUp(newEmail(), PASSWORD);
    await auth.call(authRpc.suspend, { userId: suspended.user.id });
    for (const tokens of [signedOut, suspended]) {
      const refused = code(platformErrors.unauthenticated);
      await expect(ask(tokens, 'email')).rejects.toMatchObject(refused);
      await expect(prove(tokens, byPassword)).rejects.toMatchObject(refused);
    }
  });
});

describe('the code of a step-up', () => {
  const codeOf = async (tokens: Tokens, address = newEmail()) => {
    const { sent } = await ask(tokens, 'email');
    const { verificationId } = sent!;
    return { kind: 'code', verificationId, code: auth.lastCode(address) } as const;
  };

  it('goes to an address of the account, is valid for five minutes and once', async () => {
    const address = newEmail();
    const tokens = await auth.signUp(address);
    await expect(ask(tokens, 'sms')).rejects.toMatchObject(code(authErrors.noAddress));
    const late = await codeOf(tokens, address);
    expect(auth.lastMessage(address)).toMatchObject({ purpose: 'step_up', minutes: 5 });
    auth.advance(5 * 60_000);
    await expect(prove(tokens, late)).rejects.toMatchObject(code(authErrors.badCode));
    const once = await codeOf(tokens, address);
    const twice = await Promise.allSettled([prove(tokens, once), prove(tokens, once)]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(prove(tokens, once)).rejects.toMatchObject(code(authErrors.badCode));
  });

  it('is valid in its own session only, and does not sign in', async () => {
    const address = newEmail();
    const tokens = await auth.signUp(address, PASSWORD);
    const elsewhere = await auth.call(authRpc.login, { address, password: PASSWORD });
    const proof = await codeOf(tokens, address);
    const { verificationId, code: digits } = proof;
    await expect(auth.call(authRpc.verify, { verificationId, code: digits })).rejects.toMatchObject(
      code(authErrors.badCode),
    );
    await expect(prove(elsewhere, proof)).rejects.toMatchObject(code(authErrors.badCode));
    await prove(tokens, proof);
  });

  it('of somebody else, or one that signs in, proves nothing', async () => {
    const [mine, theirs] = [newEmail(), newEmail()];
    const tokens = await auth.signUp(mine);
    const stranger = await auth.signUp(theirs);
    const foreign = await codeOf(stranger, theirs);
    await expect(prove(tokens, foreign)).rejects.toMatchObject(code(authErrors.badCode));
    const { verificationId } = await auth.call(authRpc.loginCode, { address: mine });
    const signIn = { kind: 'code', verificationId, code: auth.lastCode(mine) } as const;
    await expect(prove(tokens, signIn)).rejects.toMatchObject(code(authErrors.badCode));
  });
});
