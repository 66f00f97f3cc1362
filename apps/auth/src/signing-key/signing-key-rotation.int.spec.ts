import { setTimeout as sleep } from 'node:timers/promises';
import { newId, platformErrors } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asActor, newEmail, startAuth, type TestAuth, type Tokens } from '../auth.harness.ts';
import { SigningKeyService } from './signing-key.service.ts';

const MINUTE = 60_000;
const REVOKED_WITHIN_MS = 5_000;
const refused = { code: platformErrors.unauthenticated.code };

let auth: TestAuth;
let replicas: SigningKeyService[];
beforeEach(async () => {
  auth = await startAuth({ replicas: 2 });
  replicas = auth.instances.map(({ app }) => app.get(SigningKeyService, { strict: false }));
});
afterEach(() => auth.stop());

const kidOf = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid!;
const published = async () => (await auth.call(authRpc.jwks, {})).keys.map(({ kid }) => kid);
const me = (tokens: Tokens) => auth.call(authRpc.me, {}, { as: asActor(tokens) });
const refresh = ({ refreshToken }: Tokens) => auth.call(authRpc.refresh, { refreshToken });
const states = async () =>
  (await auth.call(authRpc.listSigningKeys, {})).keys.map(({ state }) => state);
const inTrail = async () => {
  const { rows } = await auth.sql.query<{ entry: string }>(
    `SELECT concat_ws(' ', action, actor_kind, actor_id, subject_id) AS entry FROM audit_log
     WHERE subject_kind = 'signing_key' ORDER BY id`,
  );
  return rows.map(({ entry }) => entry);
};

/** People who go on: each renews its tokens and makes a call, over and over. */
function traffic(people: readonly Tokens[]) {
  const failures: unknown[] = [];
  const kids: string[] = [];
  let going = true;
  const work = people.map(async (first) => {
    for (let tokens = first; going; await sleep(20)) {
      try {
        tokens = await refresh(tokens);
        kids.push(kidOf(tokens));
        for (let n = 0; n < 3; n++) await me(tokens);
      } catch (error) {
        failures.push(error);
        return;
      }
    }
  });
  return {
    kids,
    failures,
    stop: async () => {
      going = false;
      await Promise.all(work);
      return failures;
    },
  };
}

describe('a rotation by the operator', () => {
  it('fails no request: the next key is published before it signs, the old one after', async () => {
    auth.advance(0);
    const people = await Promise.all([1, 2, 3].map(() => auth.signUp(newEmail())));
    const old = kidOf(people[0]!);
    const requests = traffic(people);

    const { keys } = await auth.call(authRpc.rotateSigningKey, {});
    expect(keys.map(({ state }) => state)).toEqual(['signing', 'next']);
    const next = keys[1]!.keyId;
    for (let minute = 0; minute < 10; minute++) {
      await sleep(60); // requests go on in it
      expect(new Set(requests.kids)).toEqual(new Set([old]));
      auth.advance(MINUTE);
      await Promise.all(replicas.map((replica) => replica.maintain()));
      expect(await published()).toEqual([old, next]);
    }
    await expect.poll(() => new Set(requests.kids)).toContain(next);
    expect(await states()).toEqual(['retired', 'signing']);

    auth.advance(60 * MINUTE);
    await Promise.all(replicas.map((replica) => replica.maintain()));
    requests.kids.length = 0;
    expect(requests.failures).toEqual([]);
    await expect.poll(() => requests.kids.length).toBeGreaterThan(3);
    expect(await requests.stop()).toEqual([]);
    expect(new Set(requests.kids)).toEqual(new Set([next]));
    expect(await published()).toEqual([next]);
    expect(await inTrail()).toEqual([`signing_key.rotated service test ${next}`]);
  });

  it('asked for again makes no further key, and brings one that is published forward', async () => {
    auth.advance(0);
    const once = await auth.call(authRpc.rotateSigningKey, {});
    expect(await auth.call(authRpc.rotateSigningKey, {})).toEqual(once);
    const far = new Date(auth.clock.now().getTime() + 24 * 60 * MINUTE);
    await auth.sql.query('UPDATE signing_key SET sign_from = $1 WHERE generation = 2', [far]);
    expect(await auth.call(authRpc.rotateSigningKey, {})).toEqual(once);
    await Promise.all(replicas.map((replica) => replica.maintain()));
    auth.advance(10 * MINUTE);
    expect(kidOf(await auth.signUp(newEmail()))).toBe(once.keys[1]!.keyId);
  });
});

describe('a key that somebody stole', () => {
  /** Made with the key itself, for a year. */
  async function forge(tokens: Tokens): Promise<Tokens> {
    const { kid, privateKey } = replicas[0]!.keyAt(auth.clock.now());
    const accessToken = await new SignJWT({ ...decodeJwt(tokens.accessToken), roles: ['admin'] })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
      .setExpirationTime('1y')
      .sign(privateKey);
    return { ...tokens, accessToken };
  }

  it('is worth nothing within 5 s, on every replica; people go on by their refresh tokens', async () => {
    const person = await auth.signUp(newEmail());
    const forged = await forge(person);
    expect(await me(forged)).toMatchObject({ id: person.user.id });
    const stolen = kidOf(person);
    const revokedAt = performance.now();
    const { keys } = await auth.call(authRpc.revokeSigningKey, { keyId: stolen });
    expect(keys.map(({ state }) => state)).toEqual(['signing']);
    // NATS hands calls to either replica: several in a row reach both.
    for (const token of [person, forged]) {
      await expect
        .poll(
          async () => {
            const calls = Array.from({ length: 12 }, () => me(token));
            return (await Promise.allSettled(calls)).map(({ status }) => status);
          },
          { timeout: REVOKED_WITHIN_MS },
        )
        .not.toContain('fulfilled');
      await expect(me(token)).rejects.toMatchObject(refused);
    }
    expect(performance.now() - revokedAt).toBeLessThan(REVOKED_WITHIN_MS);

    let tokens = person;
    const goesOn = async () => {
      tokens = await refresh(tokens);
      return kidOf(tokens) === keys[0]!.keyId && (await me(tokens)).id;
    };
    // The other replica may still have been reading the keys.
    await expect
      .poll(() => goesOn().catch(() => false), { timeout: REVOKED_WITHIN_MS })
      .toBe(person.user.id);
    for (let n = 0; n < 12; n++) {
      tokens = await refresh(tokens);
      expect(kidOf(tokens)).toBe(keys[0]!.keyId);
    }
    await me(tokens);
    expect(await published()).toEqual([keys[0]!.keyId]);
    expect(await auth.events.next(authEvents.signingKeyRevoked)).toEqual({ keyId: stolen });
    expect(await inTrail()).toEqual([`signing_key.revoked service test ${stolen}`]);
  });

  it('that was to follow goes as well, and the one that signs stays', async () => {
    const person = await auth.signUp(newEmail());
    const { keys } = await auth.call(authRpc.rotateSigningKey, {});
    await auth.call(authRpc.revokeSigningKey, { keyId: keys[1]!.keyId });
    // The other replica may answer, and learns of it a moment later.
    await expect.poll(published, { timeout: REVOKED_WITHIN_MS }).toEqual([kidOf(person)]);
    await me(person);
  });

  it('makes the next one sign at once, where it is published already', async () => {
    const { keys } = await auth.call(authRpc.rotateSigningKey, {});
    await auth.call(authRpc.revokeSigningKey, { keyId: keys[0]!.keyId });
    await expect
      .poll(async () => kidOf(await auth.signUp(newEmail())), { timeout: REVOKED_WITHIN_MS })
      .toBe(keys[1]!.keyId);
  });

  it('is one of ours, or nothing changes', async () => {
    const before = await published();
    const { unknownSigningKey } = authErrors;
    const { invalidInput } = platformErrors;
    for (const [keyId, { code }] of [
      ['A'.repeat(43), unknownSigningKey],
      [newId(), invalidInput],
      ["' OR 1=1 --", invalidInput],
    ] as const) {
      await expect(auth.call(authRpc.revokeSigningKey, { keyId })).rejects.toMatchObject({ code });
    }
    expect(await published()).toEqual(before);
    expect(await inTrail()).toEqual([]);
  });
});
