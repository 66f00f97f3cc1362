import { platformErrors } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, newEmail, startAuth, type TestAuth, type Tokens } from '../auth.harness.ts';
import { hashToken } from './sign-in-session.domain.ts';

const DAY = 86_400_000;
const code = (problem: { code: string }) => ({ code: problem.code });

let auth: TestAuth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());
beforeEach(() => auth.advance(0)); // from here on the clock moves only by `advance`

const signIn = () => auth.signUp(newEmail());
const refresh = ({ refreshToken }: Pick<Tokens, 'refreshToken'>) =>
  auth.call(authRpc.refresh, { refreshToken });
const refused = code(authErrors.badRefreshToken);
const sessionOf = ({ accessToken }: Tokens) => String(decodeJwt(accessToken)['sid']);

describe('an access token', () => {
  it('is accepted by the verifier of every service', async () => {
    const { accessToken, user } = await signIn();
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const claims = decodeJwt(accessToken);
    expect(claims).toMatchObject({
      iss: 'https://educonnect.app/auth',
      aud: 'educonnect',
      sub: user.id,
      roles: ['student'],
      locale: 'fr',
    });
    expect(claims.exp! - claims.iat!).toBe(900);
  });

  it('is refused when a byte of it changes', async () => {
    const tokens = await signIn();
    const [head, body, signature] = tokens.accessToken.split('.') as [string, string, string];
    const forged = Buffer.from(
      JSON.stringify({ ...decodeJwt(tokens.accessToken), roles: ['admin'] }),
    );
    for (const token of [
      [head, forged.toString('base64url'), signature].join('.'),
      [head, body, ''].join('.'),
      tokens.refreshToken,
    ]) {
      const as = { ...asActor(tokens), token };
      await expect(auth.call(authRpc.me, {}, { as })).rejects.toMatchObject(
        code(platformErrors.unauthenticated),
      );
    }
  });
});

describe('a refresh token', () => {
  it('is traded for new tokens of the same session', async () => {
    const first = await signIn();
    auth.advance(60_000);
    const second = await refresh(first);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(sessionOf(second)).toBe(sessionOf(first));
    expect(await auth.call(authRpc.me, {}, { as: asActor(second) })).toEqual(first.user);
    const third = await refresh(second);
    expect(third.user).toEqual(first.user);
  });

  it('used again by tabs at once gets the same pair', async () => {
    const first = await signIn();
    const second = await refresh(first);
    auth.advance(10_000);
    const again = await refresh(first);
    expect(again).toEqual(second);
    await refresh(second);
  });

  it.each([12_500, 20 * 60_000, 5 * DAY])(
    'whose answer was lost gets the same child %i ms later, with an access token that works',
    async (ms) => {
      const first = await signIn();
      const lost = await refresh(first);
      auth.advance(ms);
      const again = await refresh(first);
      expect(again.refreshToken).toBe(lost.refreshToken);
      expect(await auth.call(authRpc.me, {}, { as: asActor(again) })).toEqual(first.user);
      await refresh(again);
    },
  );

  it('used again after its successor was used ends the session and emits one event', async () => {
    const first = await signIn();
    const second = await refresh(await refresh(first));
    auth.advance(1_000);
    await expect(refresh(first)).rejects.toMatchObject({ ...refused, status: 401 });
    await expect(refresh(second)).rejects.toMatchObject(refused);
    await expect(refresh(first)).rejects.toMatchObject(refused);
    const sessionId = sessionOf(first);
    const isIt = (data: { sessionId: string }) => data.sessionId === sessionId;
    const event = await auth.events.next(authEvents.sessionRevoked, isIt);
    expect(event).toEqual({ userId: first.user.id, sessionId, reason: 'reuse' });
    expect(auth.events.of(authEvents.sessionRevoked).filter(isIt)).toHaveLength(1);
    const { rows } = await auth.sql.query(
      `SELECT subject_id FROM audit_log
       WHERE action = 'account.refresh_reused' AND details ->> 'sessionId' = $1`,
      [sessionId],
    );
    expect(rows).toEqual([{ subject_id: first.user.id }]);
  });

  it('of an earlier generation counts as stolen', async () => {
    const first = await signIn();
    const second = await refresh(first);
    const third = await refresh(second);
    await expect(refresh(first)).rejects.toMatchObject(refused);
    await expect(refresh(third)).rejects.toMatchObject(refused);
  });

  it('ends its own session only', async () => {
    const address = newEmail();
    const stolen = await auth.signUp(address);
    const { verificationId } = await auth.call(authRpc.loginCode, { address });
    const other = await auth.call(authRpc.verify, { verificationId, code: auth.lastCode(address) });
    await refresh(await refresh(stolen));
    await expect(refresh(stolen)).rejects.toMatchObject(refused);
    await refresh(other);
  });

  it('used fifty times at once gets one successor', async () => {
    const first = await signIn();
    const pairs = await Promise.all(Array.from({ length: 50 }, () => refresh(first)));
    expect(new Set(pairs.map((pair) => pair.refreshToken)).size).toBe(1);
    expect(new Set(pairs.map((pair) => pair.accessToken)).size).toBe(1);
    const { rows } = await auth.sql.query<{ hash: string }>(
      'SELECT hash FROM refresh_token WHERE session_id = $1 ORDER BY created_at, used_at',
      [sessionOf(first)],
    );
    const tokens = [first.refreshToken, pairs[0]!.refreshToken];
    expect(rows.map((row) => row.hash).sort()).toEqual(tokens.map(hashToken).sort());
  });

  it('is limited by its family, so that a school behind one address is not', async () => {
    const client = 'one school';
    const pupils: Tokens[] = [];
    for (let n = 0; n < 30; n++) pupils.push(await signIn());
    for (const { refreshToken } of pupils) {
      await auth.call(authRpc.refresh, { refreshToken }, { client });
    }
    const family = pupils[0]!;
    for (let n = 0; n < 59; n++) await refresh(family);
    await expect(refresh(family)).rejects.toMatchObject({
      ...code(authErrors.tooManyTries),
      status: 429,
    });
    auth.advance(5 * 60_000);
    await refresh(family);
  });

  it('expires after 30 days without use', async () => {
    const [kept, late] = [await signIn(), await signIn()];
    auth.advance(30 * DAY - 1);
    await refresh(kept);
    auth.advance(1);
    await expect(refresh(late)).rejects.toMatchObject(refused);
  });

  it('cannot carry a session beyond 90 days', async () => {
    let tokens = await signIn();
    for (let n = 0; n < 4; n++) {
      auth.advance(22 * DAY);
      tokens = await refresh(tokens);
    }
    auth.advance(2 * DAY);
    await expect(refresh(tokens)).rejects.toMatchObject(refused);
  });

  it.each(['x'.repeat(20), 'a'.repeat(43)])('that was not issued is refused: %s', async (token) => {
    await expect(refresh({ refreshToken: token })).rejects.toMatchObject(refused);
  });

  it('that is not there is refused like one of a session that is over', async () => {
    await expect(auth.call(authRpc.refresh, {})).rejects.toMatchObject(refused);
  });
});

describe('logging out', () => {
  it('ends the session, emits one event, and may be repeated', async () => {
    const tokens = await signIn();
    const as = asActor(tokens);
    const first = await auth.call(authRpc.logout, {}, { as });
    auth.advance(5_000);
    const { refreshToken } = tokens;
    expect(await auth.call(authRpc.logout, { refreshToken })).toEqual(first);
    await expect(refresh(tokens)).rejects.toMatchObject(refused);
    const mine = (data: { userId: string }) => data.userId === tokens.user.id;
    await auth.events.next(authEvents.sessionRevoked, mine);
    expect(auth.events.of(authEvents.sessionRevoked).filter(mine)).toEqual([
      { userId: tokens.user.id, sessionId: sessionOf(tokens), reason: 'logout' },
    ]);
  });

  it('takes any refresh token of the session, for an access token soon expires', async () => {
    const first = await signIn();
    const second = await refresh(first);
    auth.advance(3_600_000);
    const { refreshToken } = first;
    await auth.call(authRpc.logout, { refreshToken });
    await expect(refresh(second)).rejects.toMatchObject(refused);
    const mine = (data: { userId: string }) => data.userId === first.user.id;
    expect(await auth.events.next(authEvents.sessionRevoked, mine)).toMatchObject({
      sessionId: sessionOf(first),
      reason: 'logout',
    });
  });

  it('ends the session of who is signed in, whatever refresh token comes along', async () => {
    const [mine, theirs] = [await signIn(), await signIn()];
    const { refreshToken } = theirs;
    await auth.call(authRpc.logout, { refreshToken }, { as: asActor(mine) });
    await expect(refresh(mine)).rejects.toMatchObject(refused);
    expect((await refresh(theirs)).user.id).toBe(theirs.user.id);
  });

  it('requires one of them', async () => {
    await expect(auth.call(authRpc.logout, {})).rejects.toMatchObject(
      code(platformErrors.unauthenticated),
    );
    const unknown = { refreshToken: 'a'.repeat(43) };
    await expect(auth.call(authRpc.logout, unknown)).rejects.toMatchObject(refused);
  });
});
