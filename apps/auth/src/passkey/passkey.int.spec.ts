import { platformErrors } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { SoftwareAuthenticator } from '@edu/simulators';
import { eventually } from '@edu/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../account/account.domain.ts';
import { asActor, newEmail, PASSWORD, startAuth } from '../auth.harness.ts';
import type { TestAuth, Tokens } from '../auth.harness.ts';

const ORIGIN = 'https://educonnect.test';
const code = (problem: { code: string }) => ({ code: problem.code });
const refused = (work: Promise<unknown>, problem: { code: string }) =>
  expect(work).rejects.toMatchObject(code(problem));

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth({ env: { PUBLIC_URL: ORIGIN } });
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(24 * 3_600_000));

interface Owner {
  readonly address: Address;
  /** With the proof. */
  readonly tokens: Tokens;
  readonly device: SoftwareAuthenticator;
  /** Of the passkey. */
  readonly id: string;
}

const begin = (tokens: Tokens) => auth.call(authRpc.beginPasskey, {}, { as: asActor(tokens) });
type Credential = ReturnType<SoftwareAuthenticator['create']>;
const add = (tokens: Tokens, credential: Credential, name?: string) =>
  auth.call(authRpc.addPasskey, { credential, ...(name && { name }) }, { as: asActor(tokens) });
const list = async (tokens: Tokens) =>
  (await auth.call(authRpc.passkeys, {}, { as: asActor(tokens) })).items;
const ask = () => auth.call(authRpc.askForPasskey, {});
type Answer = ReturnType<SoftwareAuthenticator['answer']>;
const signIn = (credential: Answer) => auth.call(authRpc.passkeySignIn, { credential });
const messagesTo = (address: Address) =>
  auth.sent
    .filter(({ to }) => JSON.stringify(to) === JSON.stringify(address))
    .flatMap(({ message }) => (message.kind === 'account_changed' ? [message.what] : []));

/** Somebody with a password and a passkey. */
async function owner(): Promise<Owner> {
  const address = newEmail();
  const tokens = await auth.stepUp(await auth.signUp(address, PASSWORD));
  const device = new SoftwareAuthenticator(ORIGIN);
  const { id } = await add(tokens, device.create(await begin(tokens)));
  return { address, tokens, device, id };
}

describe('a passkey', () => {
  it('is added with a fresh proof, listed, renamed and removed; every address gets a message', async () => {
    const address = newEmail();
    const signedUp = await auth.signUp(address, PASSWORD);
    await refused(begin(signedUp), platformErrors.stepUpRequired);
    const tokens = await auth.stepUp(signedUp);
    expect(await list(tokens)).toEqual([]);
    const creation = await begin(tokens);
    expect(creation).toMatchObject({
      rp: { id: 'educonnect.test', name: 'EduConnect' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
    });
    const device = new SoftwareAuthenticator(ORIGIN);
    const added = await add(tokens, device.create(creation), 'My phone');
    expect(added).toMatchObject({ name: 'My phone', isSynced: false, lastUsedAt: null });
    expect((await begin(tokens)).excludeCredentials).toMatchObject([{ id: device.credentialId }]);
    const as = asActor(tokens);
    const { id } = added;
    await auth.call(authRpc.renamePasskey, { id, name: 'Old phone' }, { as });
    expect(await list(tokens)).toMatchObject([{ id, name: 'Old phone' }]);
    await refused(
      auth.call(authRpc.removePasskey, { id }, { as: asActor(signedUp) }),
      platformErrors.stepUpRequired,
    );
    await auth.call(authRpc.removePasskey, { id }, { as });
    expect(await list(tokens)).toEqual([]);
    await refused(signIn(device.answer(await ask())), authErrors.badPasskey);
    await eventually(() =>
      expect(messagesTo(address)).toEqual(['passkey_added', 'passkey_removed']),
    );
  });

  it('is not added twice, nor to another account, nor beyond ten', async () => {
    const { tokens, device } = await owner();
    await refused(add(tokens, device.create(await begin(tokens))), authErrors.passkeyTaken);
    const other = await auth.stepUp(await auth.signUp(newEmail()));
    await refused(add(other, device.create(await begin(other))), authErrors.passkeyTaken);
    expect(await list(other)).toEqual([]);
    await auth.sql.query(
      `INSERT INTO passkey SELECT gen_random_uuid(), account_id, n::text, public_key, counter,
         transports, synced, name, created_at FROM passkey, generate_series(1, 9) AS n
       WHERE account_id = $1`,
      [tokens.user.id],
    );
    await refused(begin(tokens), authErrors.tooManyPasskeys);
    expect(await list(tokens)).toHaveLength(10);
  });

  it('is refused, and nothing kept, when its making is not right', async () => {
    const tokens = await auth.stepUp(await auth.signUp(newEmail()));
    const other = await auth.stepUp(await auth.signUp(newEmail()));
    const device = new SoftwareAuthenticator(ORIGIN);
    const creation = await begin(tokens);
    const bad = authErrors.badPasskey;
    for (const odd of [
      { origin: 'https://educonnect.test.evil.example' },
      { origin: 'http://educonnect.test' },
      { rpId: 'evil.example' },
      { unverified: true },
    ]) {
      await refused(add(tokens, device.create(creation, odd)), bad);
    }
    const right = device.create(creation);
    await refused(add(tokens, { ...right, attestationObject: 'AAAA' }), bad);
    await refused(add(tokens, { ...right, clientDataJSON: 'AAAA' }), authErrors.badChallenge);
    // Of another session, of another purpose, made up.
    await refused(add(tokens, device.create(await begin(other))), authErrors.badChallenge);
    const { challenge } = await ask();
    await refused(add(tokens, device.create(creation, { challenge })), authErrors.badChallenge);
    const madeUp = Buffer.alloc(54, 7).toString('base64url');
    await refused(
      add(tokens, device.create(creation, { challenge: madeUp })),
      authErrors.badChallenge,
    );
    expect(await list(tokens)).toEqual([]);
    await add(tokens, right);
    await refused(
      add(tokens, new SoftwareAuthenticator(ORIGIN).create(creation)),
      authErrors.badChallenge,
    );
    expect(await list(tokens)).toHaveLength(1);
  });

  it('of somebody else is answered as one that nobody has', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const as = asActor(mine.tokens);
    const { id } = theirs;
    await refused(
      auth.call(authRpc.renamePasskey, { id, name: 'Mine' }, { as }),
      authErrors.unknownPasskey,
    );
    await refused(auth.call(authRpc.removePasskey, { id }, { as }), authErrors.unknownPasskey);
    expect(await list(theirs.tokens)).toMatchObject([{ id, name: null }]);
  });
});

describe('a sign-in by passkey', () => {
  it('needs nothing else and counts as two factors', async () => {
    const { device, tokens, id } = await owner();
    const { user, accessToken } = await signIn(device.answer(await ask()));
    expect(user.id).toBe(tokens.user.id);
    expect(decodeJwt(accessToken)).toMatchObject({ acr: 'aal2', amr: ['hwk', 'user', 'mfa'] });
    expect(decodeJwt(accessToken)).not.toHaveProperty('step_up_time');
    const lastUsedAt = auth.clock.now().toISOString();
    expect(await list(tokens)).toMatchObject([{ id, lastUsedAt }]);
  });

  it('takes each challenge once, also at the same moment, and for five minutes', async () => {
    const { device } = await owner();
    const answer = device.answer(await ask());
    const both = await Promise.allSettled([signIn(answer), signIn(answer)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const again = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    // The later one finds the challenge used, or the counter behind.
    expect([authErrors.badChallenge.code, authErrors.badPasskey.code]).toContain(
      (again.reason as { code: string }).code,
    );
    await expect(signIn(answer)).rejects.toThrow();
    const late = device.answer(await ask());
    auth.advance(5 * 60_000);
    await refused(signIn(late), authErrors.badChallenge);
  });

  it('takes each answer of a key that does not count once as well', async () => {
    const { device } = await owner();
    const answer = device.answer(await ask(), { counter: 0 });
    await signIn(answer);
    await refused(signIn(answer), authErrors.badChallenge);
    await signIn(device.answer(await ask(), { counter: 0 }));
  });

  it('is refused when anything about the answer is not right, and nothing is kept', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const { device } = mine;
    await signIn(device.answer(await ask(), { counter: 7 }));
    const before = await sessionsOf(mine);
    const bad = authErrors.badPasskey;
    const odd = async (how: Parameters<typeof device.answer>[1]) => device.answer(await ask(), how);
    await refused(signIn(await odd({ origin: 'https://evil.example', counter: 8 })), bad);
    await refused(signIn(await odd({ rpId: 'evil.example', counter: 8 })), bad);
    await refused(signIn(await odd({ unverified: true, counter: 8 })), bad);
    // What a copy of the key says that is behind.
    await refused(signIn(await odd({ counter: 7 })), bad);
    await refused(signIn(await odd({ counter: 3 })), bad);
    // Somebody else's account, or credential.
    const userHandle = Buffer.alloc(16, 1).toString('base64url');
    await refused(signIn(await odd({ userHandle, counter: 8 })), bad);
    const answer = await odd({ counter: 8 });
    await refused(signIn({ ...answer, id: theirs.device.credentialId }), bad);
    await refused(signIn({ ...answer, id: 'nobodys' }), bad);
    await refused(signIn({ ...answer, signature: Buffer.alloc(70, 1).toString('base64url') }), bad);
    // To add a passkey with.
    const { challenge } = await begin(mine.tokens);
    await refused(signIn(await odd({ challenge, counter: 8 })), authErrors.badChallenge);
    expect(await sessionsOf(mine)).toBe(before);
    // None of it used the right answer up.
    await signIn(answer);
  });

  it('is refused for a suspended account', async () => {
    const { device, tokens } = await owner();
    await auth.call(authRpc.suspend, { userId: tokens.user.id });
    const before = await sessionsOf({ tokens });
    await refused(signIn(device.answer(await ask())), authErrors.suspended);
    expect(await sessionsOf({ tokens })).toBe(before);
  });
});

describe('a passkey as a proof', () => {
  it('steps up this session, and no other', async () => {
    const { device, address, tokens } = await owner();
    const as = asActor(tokens);
    const { ways, passkey } = await auth.call(authRpc.requestStepUp, {}, { as });
    expect(ways[0]).toEqual({ factor: 'passkey', address: null });
    expect(passkey!.allowCredentials).toMatchObject([{ id: device.credentialId }]);
    const proof = { kind: 'passkey', credential: device.answer(passkey!) } as const;
    const elsewhere = asActor(await auth.call(authRpc.login, { address, password: PASSWORD }));
    await refused(
      auth.call(authRpc.proveStepUp, { proof }, { as: elsewhere }),
      authErrors.badChallenge,
    );
    const { accessToken } = await auth.call(authRpc.proveStepUp, { proof }, { as });
    const now = Math.floor(auth.clock.now().getTime() / 1_000);
    expect(decodeJwt(accessToken)).toMatchObject({ step_up_time: now, acr: 'aal2' });
    await expect(auth.call(authRpc.proveStepUp, { proof }, { as })).rejects.toThrow();
  });

  it('of somebody else steps nobody up', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const as = asActor(mine.tokens);
    const { passkey } = await auth.call(authRpc.requestStepUp, {}, { as });
    const proof = { kind: 'passkey', credential: theirs.device.answer(passkey!) } as const;
    await refused(auth.call(authRpc.proveStepUp, { proof }, { as }), authErrors.badPasskey);
  });

  it('is a second factor after a password, and none is asked for after it', async () => {
    const { address, device, tokens } = await owner();
    const as = asActor(tokens);
    await auth.sql.query(
      `INSERT INTO totp (account_id, secret, created_at, confirmed_at) VALUES ($1, '', now(), now())`,
      [tokens.user.id],
    );
    const login = () => auth.call(authRpc.login, { address, password: PASSWORD });
    const half = async () => {
      const error = await login().then(
        () => Promise.reject(new Error('signed in by one factor')),
        (refusal: { params: { challenge: string; ways: string } }) => refusal,
      );
      expect(error).toMatchObject(code(authErrors.mfaRequired));
      expect(error.params.ways).toBe('passkey totp recovery_code');
      return error.params.challenge;
    };
    const [challenge, other] = [await half(), await half()];
    const request = await auth.call(authRpc.askForPasskey, { challenge });
    expect(request.allowCredentials).toMatchObject([{ id: device.credentialId }]);
    const proof = { kind: 'passkey', credential: device.answer(request) } as const;
    await refused(
      auth.call(authRpc.secondFactor, { challenge: other, proof }),
      authErrors.badChallenge,
    );
    const { accessToken } = await auth.call(authRpc.secondFactor, { challenge, proof });
    expect(decodeJwt(accessToken)).toMatchObject({
      acr: 'aal2',
      amr: ['pwd', 'hwk', 'user', 'mfa'],
    });
    await signIn(device.answer(await ask()));
    expect((await auth.call(authRpc.requestStepUp, {}, { as })).ways[0]).toMatchObject({
      factor: 'passkey',
    });
    const nobodys = { challenge: 'x'.repeat(43) };
    await refused(auth.call(authRpc.askForPasskey, nobodys), authErrors.badChallenge);
  });

  it('that a thief may just have added goes when the password is reset, an older one stays', async () => {
    const { address, device, tokens } = await owner();
    auth.advance(80 * 3_600_000);
    const later = await auth.stepUp({ ...tokens, ...(await signIn(device.answer(await ask()))) });
    const thiefs = new SoftwareAuthenticator(ORIGIN);
    await add(later, thiefs.create(await begin(later)));
    const { verificationId } = await auth.call(authRpc.askForReset, { address });
    const reset = {
      verificationId,
      code: auth.lastCode(address),
      password: 'eleven blue umbrellas',
    };
    await auth.call(authRpc.resetPassword, reset);
    await refused(signIn(thiefs.answer(await ask())), authErrors.badPasskey);
    await signIn(device.answer(await ask()));
  });
});

async function sessionsOf({ tokens }: Pick<Owner, 'tokens'>): Promise<number> {
  const { rows } = await auth.sql.query<{ count: string }>(
    'SELECT count(*) FROM session WHERE account_id = $1',
    [tokens.user.id],
  );
  return Number(rows[0]!.count);
}
