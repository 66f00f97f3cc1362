import { newId } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { eventually } from '@edu/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../account/account.domain.ts';
import { asActor, newEmail, PASSWORD, startAuth } from '../auth.harness.ts';
import { wrongCode, type TestAuth, type Tokens } from '../auth.harness.ts';
import { codeAt } from './totp.domain.ts';

const HOUR = 3_600_000;
const STEP = 30_000;
const code = (problem: { code: string }) => ({ code: problem.code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(24 * HOUR));

interface Protected {
  readonly address: Address;
  readonly tokens: Tokens;
  readonly secret: Buffer;
  readonly recovery: readonly string[];
}

/** Somebody with a password and an app; a step after the one whose code confirmed it. */
async function protectedAccount(): Promise<Protected> {
  const address = newEmail();
  const tokens = await auth.stepUp(await auth.signUp(address, PASSWORD));
  const as = asActor(tokens);
  const { secret: base32 } = await auth.call(authRpc.beginTotp, {}, { as });
  const secret = fromBase32(base32);
  const { codes } = await auth.call(authRpc.confirmTotp, { code: now(secret) }, { as });
  auth.advance(STEP);
  return { address, tokens, secret, recovery: codes };
}

const now = (secret: Buffer) => codeAt(secret, auth.clock.now());
const login = (address: Address) => auth.call(authRpc.login, { address, password: PASSWORD });
const challengeOf = (signIn: Promise<unknown>): Promise<string> =>
  signIn.then(
    () => Promise.reject(new Error('signed in by one factor')),
    (error: { code: string; params: { challenge: string } }) => {
      expect(error).toMatchObject(code(authErrors.mfaRequired));
      return error.params.challenge;
    },
  );
const byApp = (challenge: string, digits: string) =>
  auth.call(authRpc.secondFactor, { challenge, proof: { kind: 'totp', code: digits } });
const byRecovery = (challenge: string, text: string) =>
  auth.call(authRpc.secondFactor, { challenge, proof: { kind: 'recovery_code', code: text } });
const refused = (work: Promise<unknown>, problem: { code: string }) =>
  expect(work).rejects.toMatchObject(code(problem));
const notesTo = (address: Address) =>
  auth.sent
    .filter(({ to }) => JSON.stringify(to) === JSON.stringify(address))
    .flatMap(({ message }) => (message.kind === 'account_changed' ? [message.what] : []));

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign));
  const binary = bits.map((five) => five.toString(2).padStart(5, '0')).join('');
  return Buffer.from(binary.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}

describe('an app that makes codes', () => {
  it('counts once its owner has shown that it works, ends other sessions and is announced', async () => {
    const address = newEmail();
    const tokens = await auth.stepUp(await auth.signUp(address, PASSWORD));
    const other = await login(address);
    const as = asActor(tokens);
    const begun = await auth.call(authRpc.beginTotp, {}, { as });
    expect(begun.qr).toMatch(/^<svg/);
    await login(address); // it is not asked for yet
    const secret = fromBase32(begun.secret);
    await refused(
      auth.call(authRpc.confirmTotp, { code: wrongCode(now(secret)) }, { as }),
      authErrors.badCode,
    );
    const { codes } = await auth.call(authRpc.confirmTotp, { code: now(secret) }, { as });
    expect(new Set(codes).size).toBe(10);
    expect(await auth.call(authRpc.security, {}, { as })).toMatchObject({
      hasPassword: true,
      totpSince: expect.any(String) as string,
      recoveryCodesLeft: 10,
    });
    await refused(
      auth.call(authRpc.refresh, { refreshToken: other.refreshToken }),
      authErrors.badRefreshToken,
    );
    await auth.call(authRpc.refresh, { refreshToken: tokens.refreshToken });
    await refused(auth.call(authRpc.beginTotp, {}, { as }), authErrors.hasSecondFactor);
    await eventually(() => expect(notesTo(address)).toEqual(['second_factor_on']));
    const { rows } = await auth.sql.query<{ secret: Buffer }>(
      'SELECT secret FROM totp WHERE account_id = $1',
      [tokens.user.id],
    );
    expect(rows[0]!.secret.includes(secret)).toBe(false);
  });

  it('is removed with a proof by it alone, and then no longer asked for', async () => {
    const { address, tokens, secret } = await protectedAccount();
    const as = asActor(tokens);
    expect((await auth.call(authRpc.requestStepUp, {}, { as })).ways).toEqual([
      { factor: 'totp', address: null },
      { factor: 'recovery_code', address: null },
    ]);
    const password = { kind: 'password', password: PASSWORD } as const;
    await refused(
      auth.call(authRpc.proveStepUp, { proof: password }, { as }),
      authErrors.secondFactorNeeded,
    );
    await refused(
      auth.call(authRpc.requestStepUp, { channel: 'email' }, { as }),
      authErrors.secondFactorNeeded,
    );
    const proof = { kind: 'totp', code: now(secret) } as const;
    const { accessToken } = await auth.call(authRpc.proveStepUp, { proof }, { as });
    expect(decodeJwt(accessToken)).toMatchObject({ acr: 'aal2' });
    const proven = { ...as, token: accessToken };
    const security = await auth.call(authRpc.removeTotp, {}, { as: proven });
    expect(security).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 });
    await login(address);
    await eventually(() => expect(notesTo(address)).toContain('second_factor_off'));
  });
});

describe('a sign-in with a second factor', () => {
  it('by password or by code is answered with a challenge, and goes on with the app', async () => {
    const { address, secret } = await protectedAccount();
    const challenge = await challengeOf(login(address));
    const tokens = await byApp(challenge, now(secret));
    expect(decodeJwt(tokens.accessToken)).toMatchObject({
      acr: 'aal2',
      amr: ['pwd', 'otp', 'mfa'],
    });
    await refused(byApp(challenge, now(secret)), authErrors.badChallenge);
    auth.advance(HOUR);
    const { verificationId } = await auth.call(authRpc.loginCode, { address });
    const digits = auth.lastCode(address);
    const half = await challengeOf(auth.call(authRpc.verify, { verificationId, code: digits }));
    await byApp(half, now(secret));
    await refused(auth.call(authRpc.verify, { verificationId, code: digits }), authErrors.badCode);
  });

  it('takes each code once, also at the same moment and as a step-up', async () => {
    const { address, tokens, secret } = await protectedAccount();
    const challenges = [await challengeOf(login(address)), await challengeOf(login(address))];
    const digits = now(secret);
    const both = await Promise.allSettled(challenges.map((each) => byApp(each, digits)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const proof = { kind: 'totp', code: digits } as const;
    await refused(
      auth.call(authRpc.proveStepUp, { proof }, { as: asActor(tokens) }),
      authErrors.badCode,
    );
    // Nor one of a step before that.
    const earlier = codeAt(secret, new Date(auth.clock.now().getTime() - STEP));
    await refused(byApp(await challengeOf(login(address)), earlier), authErrors.badCode);
  });

  it('takes no code of somebody else, and no challenge that was made up or is old', async () => {
    const [mine, theirs] = [await protectedAccount(), await protectedAccount()];
    const challenge = await challengeOf(login(mine.address));
    await refused(byApp(challenge, now(theirs.secret)), authErrors.badCode);
    await refused(byRecovery(challenge, theirs.recovery[0]!), authErrors.badCode);
    await refused(byApp('x'.repeat(43), now(mine.secret)), authErrors.badChallenge);
    auth.advance(5 * 60_000);
    await refused(byApp(challenge, now(mine.secret)), authErrors.badChallenge);
  });

  it('takes five tries for a challenge and ten an hour for an account, however many at once', async () => {
    const { address, secret } = await protectedAccount();
    const wrong = wrongCode(now(secret));
    const codesOf = async (count: number) => {
      const challenge = await challengeOf(login(address));
      const tries = Array.from({ length: count }, () => byApp(challenge, wrong));
      const results = await Promise.allSettled(tries);
      return results.map((r) => ((r as PromiseRejectedResult).reason as { code: string }).code);
    };
    const first = await codesOf(20);
    expect(first.filter((each) => each === authErrors.badCode.code)).toHaveLength(5);
    await codesOf(5);
    const third = await challengeOf(login(address));
    await refused(byApp(third, now(secret)), authErrors.tooManyTries);
    auth.advance(HOUR);
    await byApp(await challengeOf(login(address)), now(secret));
  });

  it('takes each recovery code once, however it was typed, and its owner gets a message', async () => {
    const { address, recovery } = await protectedAccount();
    const [first, second] = recovery as [string, string];
    const tokens = await byRecovery(await challengeOf(login(address)), first.toLowerCase());
    expect(decodeJwt(tokens.accessToken)).toMatchObject({ acr: 'aal2' });
    const as = asActor(tokens);
    expect(await auth.call(authRpc.security, {}, { as })).toMatchObject({ recoveryCodesLeft: 9 });
    await eventually(() => expect(notesTo(address)).toContain('recovery_code'));
    await refused(byRecovery(await challengeOf(login(address)), first), authErrors.badCode);
    const proof = { kind: 'recovery_code', code: second } as const;
    const { accessToken } = await auth.call(authRpc.proveStepUp, { proof }, { as });
    const proven = { ...as, token: accessToken };
    const { codes } = await auth.call(authRpc.newRecoveryCodes, {}, { as: proven });
    await refused(byRecovery(await challengeOf(login(address)), recovery[2]!), authErrors.badCode);
    await byRecovery(await challengeOf(login(address)), codes[0]!);
  });
});

describe('a password', () => {
  const NEW = 'eleven blue umbrellas';
  const loginBy = (address: Address, password: string) =>
    auth.call(authRpc.login, { address, password });

  it('is changed with a step-up: other sessions end, this one stays, every address gets a message', async () => {
    const address = newEmail();
    const tokens = await auth.stepUp(await auth.signUp(address, PASSWORD));
    const other = await login(address);
    const as = asActor(tokens);
    await refused(
      auth.call(authRpc.setPassword, { password: 'educonnect 2026' }, { as }),
      authErrors.weakPassword,
    );
    await auth.call(authRpc.setPassword, { password: NEW }, { as });
    const ended = await auth.events.next(
      authEvents.sessionRevoked,
      (event) => event.userId === tokens.user.id,
    );
    expect(ended).toMatchObject({ reason: 'password_changed' });
    await refused(
      auth.call(authRpc.refresh, { refreshToken: other.refreshToken }),
      authErrors.badRefreshToken,
    );
    await auth.call(authRpc.refresh, { refreshToken: tokens.refreshToken });
    await refused(login(address), authErrors.badCredentials);
    await loginBy(address, NEW);
    await eventually(() => expect(notesTo(address)).toEqual(['password']));
  });

  it('that was forgotten is set anew with a code, which works once and ends every session', async () => {
    const address = newEmail();
    const old = await auth.signUp(address, PASSWORD);
    const { verificationId } = await auth.call(authRpc.askForReset, { address });
    expect(auth.lastMessage(address)).toMatchObject({ kind: 'code', purpose: 'reset' });
    const digits = auth.lastCode(address);
    const reset = { verificationId, code: digits, password: NEW };
    await refused(auth.call(authRpc.verify, { verificationId, code: digits }), authErrors.badCode);
    const { user } = await auth.call(authRpc.resetPassword, reset);
    expect(user).toMatchObject({ id: old.user.id, hasPassword: true });
    await refused(auth.call(authRpc.resetPassword, reset), authErrors.badCode);
    await refused(
      auth.call(authRpc.refresh, { refreshToken: old.refreshToken }),
      authErrors.badRefreshToken,
    );
    await loginBy(address, NEW);
  });

  it('asks for the second factor after a reset as after a sign-in', async () => {
    const { address, secret } = await protectedAccount();
    auth.advance(HOUR);
    const { verificationId } = await auth.call(authRpc.askForReset, { address });
    const reset = { verificationId, code: auth.lastCode(address), password: NEW };
    const challenge = await challengeOf(auth.call(authRpc.resetPassword, reset));
    await byApp(challenge, now(secret));
    await challengeOf(loginBy(address, NEW));
  });

  it('is not reset by codes for other things, and unknown addresses get the same answer', async () => {
    const [address, nobodys] = [newEmail(), newEmail()];
    await auth.signUp(address, PASSWORD);
    const known = await auth.call(authRpc.askForReset, { address });
    const unknown = await auth.call(authRpc.askForReset, { address: nobodys });
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(auth.lastMessage(nobodys)).toEqual({ kind: 'unknown_address' });
    const signIn = await auth.call(authRpc.loginCode, { address });
    for (const [verificationId, digits] of [
      [unknown.verificationId, '000000'],
      [signIn.verificationId, auth.lastCode(address)],
      [newId(), '000000'],
    ] as const) {
      const reset = { verificationId, code: digits, password: NEW };
      await refused(auth.call(authRpc.resetPassword, reset), authErrors.badCode);
    }
  });
});
