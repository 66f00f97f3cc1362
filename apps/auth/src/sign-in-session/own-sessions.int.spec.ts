import { newId, platformErrors } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, newEmail, startAuth, type TestAuth, type Tokens } from '../auth.harness.ts';

const DAY = 86_400_000;
const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const code = (problem: { code: string }) => ({ code: problem.code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(0));

const sessionOf = ({ accessToken }: Tokens) => String(decodeJwt(accessToken)['sid']);
const sessions = (as: Tokens, input = {}) =>
  auth.call(authRpc.sessions, input, { as: asActor(as) });
const idsOf = async (as: Tokens) => (await sessions(as)).items.map(({ id }) => id);
const end = (as: Tokens, id: string) => auth.call(authRpc.endSession, { id }, { as: asActor(as) });
const refresh = ({ refreshToken }: Tokens) => auth.call(authRpc.refresh, { refreshToken });

/** Somebody who signed up here, and signed in on other devices afterwards. */
async function signedInOn(...userAgents: string[]): Promise<[Tokens, ...Tokens[]]> {
  const address = newEmail();
  const all: [Tokens, ...Tokens[]] = [await auth.signUp(address)];
  for (const userAgent of userAgents) {
    const { verificationId } = await auth.call(authRpc.loginCode, { address });
    const proof = { verificationId, code: auth.lastCode(address) };
    all.push(await auth.call(authRpc.verify, proof, { userAgent }));
  }
  return all;
}

describe('my sessions', () => {
  it('say on what somebody signed in, when, and which of them asks', async () => {
    const [first, phone] = await signedInOn(CHROME);
    const signedInAt = auth.clock.now().toISOString();
    auth.advance(60_000);
    const refreshed = await refresh(phone!);
    expect(await sessions(first)).toEqual({
      items: [
        {
          id: sessionOf(phone!),
          ...{ browser: 'Chrome', system: 'Android', country: null, current: false },
          ...{ createdAt: signedInAt, lastUsedAt: auth.clock.now().toISOString() },
        },
        {
          id: sessionOf(first),
          ...{ browser: null, system: null, country: null, current: true },
          ...{ createdAt: signedInAt, lastUsedAt: signedInAt },
        },
      ],
      nextCursor: null,
    });
    expect((await sessions(refreshed)).items.map(({ current }) => current)).toEqual([true, false]);
  });

  it('keep of a device no more than its kind', async () => {
    const [, phone] = await signedInOn(CHROME);
    const { rows } = await auth.sql.query('SELECT * FROM session WHERE id = $1', [
      sessionOf(phone!),
    ]);
    expect(rows).toMatchObject([{ browser: 'Chrome', system: 'Android' }]);
    expect(JSON.stringify(rows)).not.toContain('Mozilla');
  });

  it('are those that can still be carried on', async () => {
    const [first, second, third] = await signedInOn('', '');
    await auth.call(authRpc.logout, {}, { as: asActor(second!) });
    expect(await idsOf(first)).toEqual([sessionOf(third!), sessionOf(first)]);
    auth.advance(20 * DAY);
    const carriedOn = await refresh(first);
    auth.advance(10 * DAY);
    expect(await idsOf(await refresh(carriedOn))).toEqual([sessionOf(first)]);
  });

  it('come page by page', async () => {
    const [first] = await signedInOn('', '');
    const all = await idsOf(first);
    const { items, nextCursor } = await sessions(first, { limit: 2 });
    expect(items.map(({ id }) => id)).toEqual(all.slice(0, 2));
    const rest = await sessions(first, { limit: 2, cursor: nextCursor! });
    expect(rest).toMatchObject({ items: [{ id: all[2] }], nextCursor: null });
    await expect(sessions(first, { cursor: 'x' })).rejects.toMatchObject(
      code(platformErrors.invalidInput),
    );
  });

  it.each([authRpc.sessions, authRpc.endOtherSessions])('are for who is signed in', async (rpc) => {
    await expect(auth.call(rpc, {})).rejects.toMatchObject(code(platformErrors.unauthenticated));
  });
});

describe('ending one of them', () => {
  it('ends it at once, leaves the others, and may be repeated', async () => {
    const [first, second, third] = await signedInOn('', '');
    const ended = await end(first, sessionOf(second!));
    auth.advance(1_000);
    expect(await end(first, sessionOf(second!))).toEqual(ended);
    await expect(refresh(second!)).rejects.toMatchObject(code(authErrors.badRefreshToken));
    await refresh(third!);
    const sessionId = sessionOf(second!);
    const revoked = await auth.events.next(
      authEvents.sessionRevoked,
      (data) => data.sessionId === sessionId,
    );
    expect(revoked).toEqual({ userId: first.user.id, sessionId, reason: 'ended_elsewhere' });
    const { rows } = await auth.sql.query(
      `SELECT actor_id FROM audit_log
       WHERE action = 'account.session_ended' AND details ->> 'sessionId' = $1`,
      [sessionId],
    );
    expect(rows).toEqual([{ actor_id: first.user.id }]);
  });

  it('signs out when it is the one that asks', async () => {
    const [first] = await signedInOn();
    await end(first, sessionOf(first));
    const revoked = await auth.events.next(
      authEvents.sessionRevoked,
      (data) => data.sessionId === sessionOf(first),
    );
    expect(revoked.reason).toBe('logout');
  });

  it('answers for another’s like for a random one, and does not end it', async () => {
    const [[mine], [theirs]] = [await signedInOn(), await signedInOn()];
    const problem = (id: string) => end(mine, id).catch((error) => error.toWire());
    const random = await problem(newId());
    expect(random).toMatchObject(code(authErrors.unknownSession));
    expect(await problem(sessionOf(theirs))).toEqual(random);
    await refresh(theirs);
  });
});

describe('ending all others', () => {
  it('leaves the one that asks, and everybody else’s', async () => {
    const [first, second, third] = await signedInOn('', '');
    const [other] = await signedInOn();
    const endOthers = (as: Tokens) => auth.call(authRpc.endOtherSessions, {}, { as: asActor(as) });
    await expect(endOthers(second!)).rejects.toMatchObject(code(platformErrors.stepUpRequired));
    auth.advance(3_600_000);
    const proven = await auth.stepUp(second!);
    expect(await endOthers(proven)).toEqual({ ended: 2 });
    expect(await endOthers(proven)).toEqual({ ended: 0 });
    for (const ended of [first, third!]) {
      await expect(refresh(ended)).rejects.toMatchObject(code(authErrors.badRefreshToken));
    }
    expect(await idsOf(await refresh(second!))).toEqual([sessionOf(second!)]);
    await refresh(other);
  });
});
