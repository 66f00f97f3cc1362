import { NATS_HEADER, newId, platformErrors, REFRESH_TOKEN_LIFE_S } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc, type Tokens as TokensSchema } from '@edu/contracts-auth';
import { searchRpc } from '@edu/contracts-search';
import { startService } from '@edu/service';
import {
  eventually,
  natsUrlOf,
  startTestService,
  testActor,
  testServers,
  testStorage,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { gatewayService } from '../main.ts';

type Tokens = z.infer<typeof TokensSchema>;

const ORIGIN = 'https://admin.educonnect.test';
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const ASKS = { 'x-session': 'cookie' };
const credentials = { address: { channel: 'email', email: 'awa@example.com' }, password: 'x' };

let gateway: TestService;
let url: string;
let person: TestActor;
let tokens: Tokens;
/** What the auth service was sent. */
let asked: unknown[] = [];

const user = {
  id: newId(),
  roles: ['student' as const],
  displayName: 'Awa Koné',
  email: 'awa@example.com',
  phone: null,
  locale: 'fr' as const,
  zone: null,
  hasPassword: true,
  createdAt: '2026-11-26T07:00:00.000Z',
};
beforeAll(async () => {
  const env = { PORT: '0', ALLOWED_ORIGINS: ORIGIN };
  gateway = await startTestService(gatewayService, { env });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  gateway.fake(authRpc.me, () => user);
  gateway.fake(authRpc.proveStepUp, () => steppedUp());
  gateway.fake(authRpc.updateMe, () => user);
  gateway.fake(searchRpc.suggest, () => ({ items: [] }));
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  asked = [];
  const signIn = (input: unknown) => {
    asked.push(input);
    return tokens;
  };
  gateway.fake(authRpc.login, signIn);
  gateway.fake(authRpc.verify, signIn);
  gateway.fake(authRpc.refresh, signIn);
  gateway.fake(authRpc.logout, (input) => {
    asked.push(input);
    return { endedAt: user.createdAt };
  });
  person = await testActor('student');
  tokens = {
    accessToken: person.token,
    tokenType: 'Bearer',
    expiresIn: 900,
    refreshToken: 'r'.repeat(43),
    user,
  };
});

interface Ask {
  readonly body?: unknown;
  readonly method?: string;
  readonly cookie?: string | undefined;
  readonly headers?: Record<string, string>;
}
const ask = async (path: string, { body, method, cookie, headers }: Ask = {}) => {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      'accept-language': 'en',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const set = response.headers.getSetCookie();
  return {
    status: response.status,
    text,
    body: JSON.parse(text) as Record<string, unknown> & { code?: string },
    set,
    headers: response.headers,
    /** Names of the cookies that are taken away. */
    cleared: set.flatMap((line) => (/Max-Age=0;/.test(line) ? line.split('=', 1) : [])),
  };
};
const access = () => `access=${person.token}`;
const refresh = () => `refresh=${tokens.refreshToken}`;
const ALL = ['access', 'refresh', 'signed_in'];
const steppedUp = () => ({
  accessToken: person.token,
  expiresIn: 900,
  provedAt: user.createdAt,
});

describe('a proof within the session', () => {
  const body = { proof: { kind: 'password', password: 'x' } };

  it('of a browser changes its access cookie alone, and no token is in the answer', async () => {
    for (const headers of [{ ...ASKS, ...OWN_PAGE }, OWN_PAGE]) {
      const answer = await ask('/me/step-up/verify', { body, cookie: access(), headers });
      expect(answer.body).toEqual({ expiresIn: 900, provedAt: user.createdAt });
      expect(answer.set).toEqual([
        `access=${person.token}; Path=/; Max-Age=900; HttpOnly; SameSite=Lax`,
      ]);
    }
  });

  it('of a program answers the token and sets nothing', async () => {
    const headers = { authorization: `Bearer ${person.token}` };
    const answer = await ask('/me/step-up/verify', { body, headers });
    expect(answer.body).toEqual(steppedUp());
    expect(answer.set).toEqual([]);
  });

  it('that is wrong signs nobody out', async () => {
    gateway.fake(authRpc.proveStepUp, () => {
      throw authErrors.badPassword();
    });
    const headers = { ...ASKS, ...OWN_PAGE };
    const answer = await ask('/me/step-up/verify', { body, cookie: access(), headers });
    expect([answer.status, answer.set]).toEqual([422, []]);
    gateway.fake(authRpc.proveStepUp, () => steppedUp());
  });
});

describe('signing in with cookies', () => {
  it.each([
    ['by password', '/auth/login', credentials],
    ['by code', '/auth/verify', { verificationId: newId(), code: '123456' }],
  ])('%s sets them, and no token is in the answer', async (_how, path, body) => {
    const answer = await ask(path, { body, headers: { ...ASKS, ...OWN_PAGE } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ expiresIn: 900, user });
    expect(answer.text).not.toContain(tokens.refreshToken);
    expect(answer.text).not.toContain(person.token);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.set).toEqual([
      `access=${person.token}; Path=/; Max-Age=900; HttpOnly; SameSite=Lax`,
      `refresh=${tokens.refreshToken}; Path=/api/v1/auth; Max-Age=${REFRESH_TOKEN_LIFE_S}; HttpOnly; SameSite=Lax`,
      expect.stringMatching(
        `^signed_in=[a-z0-9]{8}; Path=/; Max-Age=${REFRESH_TOKEN_LIFE_S}; SameSite=Lax$`,
      ),
    ]);
  });

  it('keeps of a device a token that outlives the session, and says it at the next sign-in', async () => {
    const deviceToken = 'd'.repeat(43);
    const seen: (string | undefined)[] = [];
    const watched = gateway.nats.connection.subscribe(authRpc.login.subject, {
      callback: (_error, message) => {
        seen.push(message.headers?.get(NATS_HEADER.device));
      },
    });
    await gateway.nats.connection.flush();
    gateway.fake(authRpc.login, () => ({ ...tokens, deviceToken }));
    const headers = { ...ASKS, ...OWN_PAGE };
    const first = await ask('/auth/login', { body: credentials, headers });
    expect(first.body).toEqual({ expiresIn: 900, user });
    const [line] = first.set;
    expect(line).toBe(`device=${deviceToken}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`);
    const cookie = `device=${deviceToken}`;
    await ask('/auth/login', { body: credentials, headers, cookie });
    await ask('/auth/login', { body: credentials, headers, cookie: `${cookie}; device=x` });
    await ask('/auth/login', { body: credentials, headers: { 'x-device': deviceToken } });
    await ask('/auth/login', { body: credentials, headers: { 'x-device': 'no token' }, cookie });
    watched.unsubscribe();
    expect(seen).toEqual(['', deviceToken, '', deviceToken, '']);
    const out = await ask('/auth/logout', { body: {}, headers, cookie: `${refresh()}; ${cookie}` });
    expect(out.cleared).toEqual(ALL);
  });

  it('sets them for TLS alone where TLS is, under names that only TLS can set', async () => {
    const other = await startService(gatewayService, {
      env: {
        NODE_ENV: 'test',
        LOG_LEVEL: 'fatal',
        PORT: '0',
        NATS_URL: natsUrlOf('gateway'),
        REDIS_URL: testServers().redisUrl,
        ...testStorage(gateway.storage),
        PUBLIC_URL: 'https://educonnect.test',
        COOKIE_SECURE: 'true',
      },
    });
    const secure = `http://127.0.0.1:${other.port}/api/v1`;
    const response = await fetch(`${secure}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...ASKS },
      body: JSON.stringify(credentials),
    });
    expect(response.headers.getSetCookie()).toEqual([
      `__Host-access=${person.token}; Path=/; Max-Age=900; HttpOnly; Secure; SameSite=Lax`,
      `__Secure-refresh=${tokens.refreshToken}; Path=/api/v1/auth; Max-Age=${REFRESH_TOKEN_LIFE_S}; HttpOnly; Secure; SameSite=Lax`,
      expect.stringMatching(
        `^signed_in=[a-z0-9]{8}; Path=/; Max-Age=${REFRESH_TOKEN_LIFE_S}; Secure; SameSite=Lax$`,
      ),
    ]);
    const me = (cookie: string) => fetch(`${secure}/me`, { headers: { cookie } });
    expect((await me(`__Host-access=${person.token}`)).status).toBe(200);
    expect((await me(access())).status).toBe(401);
    await other.stop();
  });

  it('leaves programs their tokens in the body, and sets nothing', async () => {
    const answer = await ask('/auth/login', { body: credentials });
    expect(answer.body).toEqual(tokens);
    expect(answer.set).toEqual([]);
  });

  it('is refused from the page of another site: it would sign people into a stranger’s account', async () => {
    for (const site of ['cross-site', 'same-site', 'none', 'junk']) {
      const headers = { ...ASKS, 'sec-fetch-site': site };
      const answer = await ask('/auth/login', { body: credentials, headers });
      expect([answer.status, answer.set]).toEqual([403, []]);
      expect(answer.body.code).toBe(platformErrors.crossSiteRequest.code);
    }
    expect(asked).toEqual([]);
  });

  it('is refused for a kind of session that there is not, rather than answered with tokens', async () => {
    for (const kind of ['Cookie', 'cookies', 'cookie, cookie']) {
      const headers = { 'x-session': kind, ...OWN_PAGE };
      const answer = await ask('/auth/login', { body: credentials, headers });
      expect([answer.status, answer.body['errors']]).toEqual([
        400,
        [{ pointer: '/X-Session', code: 'session_kind', detail: 'must be `cookie`' }],
      ]);
    }
  });

  it('sets nothing when it is refused', async () => {
    gateway.fake(authRpc.login, () => {
      throw authErrors.badCredentials();
    });
    const headers = { ...ASKS, ...OWN_PAGE };
    const answer = await ask('/auth/login', { body: credentials, headers, cookie: access() });
    expect([answer.status, answer.set]).toEqual([401, []]);
  });
});

describe('a request with the cookie', () => {
  it('is of the person', async () => {
    expect((await ask('/me', { cookie: access() })).body).toEqual(user);
    const changed = await ask('/me', {
      method: 'PATCH',
      body: { locale: 'fr' },
      cookie: access(),
      headers: OWN_PAGE,
    });
    expect(changed.status).toBe(200);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister domain', { 'sec-fetch-site': 'same-site' }],
    ['no page at all', { 'sec-fetch-site': 'none' }],
    ['another site, although it has our header', { 'sec-fetch-site': 'cross-site', ...ASKS }],
    ['an old browser, without our header', {}],
    ['an old browser, with an empty token', { authorization: '' }],
  ])(
    'that changes something is refused from %s',
    async (_whom, headers: Record<string, string>) => {
      for (const [method, path] of [
        ['PATCH', '/me'],
        ['POST', '/auth/logout'],
        ['POST', '/auth/register'],
        ['POST', '/bookings'],
      ] as const) {
        const request = { method, body: {}, cookie: access(), headers };
        const answer = await ask(path, request);
        expect([answer.status, answer.body.code], path).toEqual([
          403,
          platformErrors.crossSiteRequest.code,
        ]);
        expect(answer.set).toEqual([]);
      }
      expect(asked).toEqual([]);
    },
  );

  it('that changes something passes from an old browser with our header', async () => {
    const request = { method: 'PATCH', body: { locale: 'fr' }, cookie: access(), headers: ASKS };
    expect((await ask('/me', request)).status).toBe(200);
  });

  it('that only reads is of nobody when another site’s page makes it', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      expect((await ask('/me', { cookie: access(), headers })).status).toBe(401);
      const stream = await ask('/me/notifications/stream', { cookie: access(), headers });
      expect(stream.status).toBe(401);
      const open = await ask('/search/suggest?q=ma', { cookie: access(), headers });
      expect(open.headers.get('cache-control')).toMatch(/^public/);
    }
    for (const site of ['same-origin', 'none']) {
      const headers = { 'sec-fetch-site': site };
      expect((await ask('/me', { cookie: access(), headers })).status).toBe(200);
    }
  });

  it('opens the stream of notifications', async () => {
    const stop = new AbortController();
    const response = await fetch(`${url}/api/v1/me/notifications/stream`, {
      headers: { cookie: access(), ...OWN_PAGE },
      signal: stop.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    stop.abort();
  });

  it('gives way to a bearer token, good or bad, and needs no page then', async () => {
    const authorization = `Bearer ${person.token}`;
    const expired = await testActor('student', { expiresInS: -120 });
    const old = { cookie: `access=${expired.token}`, headers: { authorization } };
    expect((await ask('/me', old)).status).toBe(200);
    const bad = { authorization: 'Bearer a.b.c' };
    expect((await ask('/me', { cookie: access(), headers: bad })).status).toBe(401);
    const change = { method: 'PATCH', body: { locale: 'fr' }, cookie: access() };
    expect((await ask('/me', { ...change, headers: { authorization } })).status).toBe(200);
  });

  it('is refused at once when its session has ended or its user is suspended', async () => {
    const [one, two] = [await testActor(), await testActor()];
    const me = async ({ token }: TestActor) =>
      (await ask('/me', { cookie: `access=${token}` })).status;
    expect([await me(one), await me(two)]).toEqual([200, 200]);
    await gateway.publish(authEvents.sessionRevoked, { ...one, reason: 'logout' });
    await gateway.publish(authEvents.userSuspended, { userId: two.userId });
    await eventually(async () => expect([await me(one), await me(two)]).toEqual([401, 401]));
  });

  it.each([
    ['junk', () => 'access=junk'],
    ['an empty value', () => 'access='],
    ['a quoted value', () => `access="${person.token}"`],
    ['no name', () => `=${person.token}; ; =; ;;`],
    ['percent signs', () => 'access=%E0%A4%A; %=%'],
    ['names of prototypes', () => '__proto__=1; constructor=2; toString=3'],
    ['another case', () => `Access=${person.token}`],
    ['an expired token', () => `access=${person.token.replace(/\.[^.]+$/, '.AAAA')}`],
    ['the cookie twice', () => `${access()}; access=x.y.z`],
    ['the cookie twice, alike', () => `${access()};${access()}`],
    ['many cookies', () => Array.from({ length: 1_500 }, (_, n) => `a${n}=b`).join(';')],
  ])('of %s counts as none', async (_what, cookie) => {
    expect((await ask('/me', { cookie: cookie() })).status).toBe(401);
    expect((await ask('/search/suggest?q=ma', { cookie: cookie() })).status).toBe(200);
  });

  it('finds its cookie among others', async () => {
    const cookie = `lang=fr; notaccess=1;${access()} ; access2=x; theme=dark`;
    expect((await ask('/me', { cookie })).status).toBe(200);
  });
});

describe('refreshing', () => {
  it('takes the token from its cookie and sets the next ones', async () => {
    const cookie = `${refresh()}; ${access()}`;
    tokens = { ...tokens, refreshToken: 'n'.repeat(43) };
    const answer = await ask('/auth/refresh', {
      method: 'POST',
      cookie,
      headers: { ...ASKS, ...OWN_PAGE },
    });
    expect(asked).toEqual([{ refreshToken: 'r'.repeat(43) }]);
    expect([answer.status, answer.body]).toEqual([200, { expiresIn: 900, user }]);
    expect(answer.set[1]).toMatch(/^refresh=n{43}; Path=\/api\/v1\/auth;/);
    expect(answer.set.length).toBe(3);
  });

  it('never hands the tokens to a script that leaves the header out', async () => {
    const answer = await ask('/auth/refresh', {
      body: {},
      cookie: refresh(),
      headers: OWN_PAGE,
    });
    expect(answer.body).toEqual({ expiresIn: 900, user });
    expect(answer.set.length).toBe(3);
  });

  it('takes a token of the body first, as programs send it', async () => {
    const body = { refreshToken: 'b'.repeat(43) };
    const answer = await ask('/auth/refresh', { body });
    expect([asked, answer.body, answer.set]).toEqual([[body], tokens, []]);
  });

  it('is refused from another site’s page, and keeps the cookies', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await ask('/auth/refresh', { body: {}, cookie: refresh(), headers });
    expect([answer.status, answer.set, asked]).toEqual([403, [], []]);
  });

  it.each([
    ['a refused token', authErrors.badRefreshToken, 401, ALL],
    ['a suspended account', authErrors.suspended, 403, ALL],
    ['too many tries', authErrors.tooManyTries, 429, []],
    ['a service that is down', platformErrors.unavailable, 503, []],
  ])('after %s leaves the cookies that are of use', async (_what, error, status, cleared) => {
    gateway.fake(authRpc.refresh, () => {
      throw error();
    });
    const answer = await ask('/auth/refresh', {
      method: 'POST',
      cookie: refresh(),
      headers: { ...ASKS, ...OWN_PAGE },
    });
    expect([answer.status, answer.cleared]).toEqual([status, cleared]);
    for (const line of answer.set) expect(line).toMatch(/^\w+=; Path=.*SameSite=Lax$/);
  });

  it('of a cookie that is not one of ours asks without a token', async () => {
    let input: unknown;
    gateway.fake(authRpc.refresh, (given) => {
      input = given;
      throw authErrors.badRefreshToken();
    });
    for (const cookie of [
      undefined,
      'refresh=ü',
      `refresh=${'x'.repeat(500)}`,
      'refresh=a;refresh=b',
    ]) {
      const answer = await ask('/auth/refresh', {
        method: 'POST',
        cookie: cookie && encodeURI(cookie),
        headers: { ...ASKS, ...OWN_PAGE },
      });
      expect([answer.status, answer.cleared, input]).toEqual([401, ALL, {}]);
    }
  });
});

describe('signing out', () => {
  it('ends the session, also when the access token has expired, and clears the cookies', async () => {
    const cookie = `${refresh()}; signed_in=1`;
    const answer = await ask('/auth/logout', {
      method: 'POST',
      cookie,
      headers: { ...ASKS, ...OWN_PAGE },
    });
    expect(asked).toEqual([{ refreshToken: tokens.refreshToken }]);
    expect([answer.status, answer.cleared]).toEqual([200, ALL]);
    expect(answer.set[1]).toBe('refresh=; Path=/api/v1/auth; Max-Age=0; HttpOnly; SameSite=Lax');
  });

  it('clears the cookies of a session that is over already', async () => {
    gateway.fake(authRpc.logout, () => {
      throw authErrors.badRefreshToken();
    });
    const answer = await ask('/auth/logout', {
      method: 'POST',
      cookie: refresh(),
      headers: { ...ASKS, ...OWN_PAGE },
    });
    expect([answer.status, answer.cleared]).toEqual([401, ALL]);
  });

  it('by a bearer token touches no cookie', async () => {
    const authorization = `Bearer ${person.token}`;
    const answer = await ask('/auth/logout', {
      body: {},
      cookie: refresh(),
      headers: { authorization },
    });
    expect([answer.status, answer.set, asked]).toEqual([200, [], [{}]]);
  });
});

describe('pages of other origins', () => {
  it('may never send cookies, nor ask for them', async () => {
    for (const origin of [ORIGIN, 'https://evil.example']) {
      const preflight = await fetch(`${url}/api/v1/auth/login`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-session',
        },
      });
      expect(preflight.headers.get('access-control-allow-headers') ?? '').not.toContain(
        'x-session',
      );
      for (const response of [
        preflight,
        await fetch(`${url}/api/v1/me`, { headers: { origin } }),
      ]) {
        expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
  });
});
