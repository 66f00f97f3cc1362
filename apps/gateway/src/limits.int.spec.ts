import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, platformErrors, type RateLimit, type RpcContract } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { searchRpc } from '@edu/contracts-search';
import { startService } from '@edu/service';
import {
  eventually,
  natsUrlOf,
  startTestService,
  testActor,
  testServers,
  testStorage,
  type TestService,
} from '@edu/testing';
import { GENERAL_LIMITS } from './edge/api.routes.ts';
import { gatewayService } from './main.ts';

let gateway: TestService;
let url: string;
let caller = 0;
/** The network that asks; each test has its own. */
let from: string;

beforeAll(async () => {
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', TRUSTED_PROXIES: '127.0.0.1' },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  gateway.clock.set(new Date()); // no window ends while a test counts
  const codeSent = {
    verificationId: newId(),
    channel: 'email' as const,
    expiresAt: new Date().toISOString(),
  };
  gateway.fake(authRpc.register, () => codeSent);
  gateway.fake(authRpc.loginCode, () => codeSent);
  gateway.fake(authRpc.addAddress, () => codeSent);
  gateway.fake(authRpc.verify, () => tokens);
  gateway.fake(authRpc.login, ({ password }) => {
    if (password !== 'right') throw authErrors.badCredentials();
    return tokens;
  });
  gateway.fake(authRpc.refresh, () => tokens);
  gateway.fake(searchRpc.tutors, () => ({ items: [], nextCursor: null, facets: null }));
  // NATS knows what is subscribed to before the gateway asks, on a connection of its own.
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());
beforeEach(() => {
  from = `203.0.113.${++caller}`;
});

const tokens = {
  accessToken: 'a',
  tokenType: 'Bearer' as const,
  expiresIn: 900,
  refreshToken: 'r',
  user: {
    id: newId(),
    roles: ['student' as const],
    displayName: 'Awa',
    email: 'awa@field.test',
    phone: null,
    hasPassword: true,
    locale: 'fr' as const,
    zone: null,
    createdAt: new Date().toISOString(),
  },
};
interface Ask {
  readonly body?: unknown;
  readonly token?: string;
  readonly from?: string;
  /** Another gateway. */
  readonly at?: string;
}
const ask = (path: string, init: Ask = {}) =>
  fetch(`${init.at ?? url}/api/v1${path}`, {
    method: init.body === undefined ? 'GET' : 'POST',
    headers: {
      'x-forwarded-for': init.from ?? from,
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...(init.token && { authorization: `Bearer ${init.token}` }),
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
const address = (n: number) => ({ channel: 'email', email: `pupil-${n}@field.test` });
const login = (password: string, options: { token?: string; from?: string } = {}) =>
  ask('/auth/login', { body: { address: address(1), password }, ...options });
const limitOf = (rpc: RpcContract): RateLimit => [rpc.http!.limit!].flat()[0]!;
const statuses = (answers: readonly Response[]) => answers.map(({ status }) => status);
const times = <T>(count: number, task: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => task(n)));

describe('people behind one address', () => {
  it('forty of them sign up, prove, sign in and refresh within a minute', async () => {
    const journey = async (n: number) => [
      await ask('/auth/register', {
        body: { role: 'student', displayName: 'Awa', address: address(n), password: 'long enough' },
      }),
      await ask('/auth/verify', { body: { verificationId: newId(), code: '123456' } }),
      await login('right'),
      await login('mistyped'),
      await login('right'),
      await ask('/auth/refresh', { body: { refreshToken: 'r'.repeat(40) } }),
    ];
    const seen = statuses((await times(40, journey)).flat());
    expect([...new Set(seen)].sort()).toEqual([200, 202, 401]);
  });

  it('a network that guesses is limited, and other networks are not', async () => {
    const { max } = limitOf(authRpc.login);
    const guesses = statuses(await times(max + 5, () => login('guess')));
    expect(guesses.filter((status) => status === 401)).toHaveLength(max);
    expect(guesses.filter((status) => status === 429)).toHaveLength(5);
    expect((await login('right')).status).toBe(429);
    expect((await login('right', { from: '203.0.113.250' })).status).toBe(200);
  });
});

describe('accounts do not multiply a limit', () => {
  it.each([
    ['one IPv4 address', () => from],
    ['one IPv6 /48', (n: number) => `2001:db8:${caller.toString(16)}:${n.toString(16)}::${n}`],
  ])('of %s', async (_what, addressOf) => {
    const { max } = limitOf(authRpc.loginCode);
    const accounts = await times(4, () => testActor('student'));
    const answers = await times(max + 8, (n) =>
      ask('/auth/login/otp', {
        body: { address: address(n) },
        token: accounts[n % accounts.length]!.token,
        from: addressOf(n),
      }),
    );
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(8);
  });

  it('nor the one for all public routes together', async () => {
    const { max } = GENERAL_LIMITS.network;
    const accounts = await times(4, () => testActor('student'));
    // Refused for their input: routes that answer have limits of their own.
    const search = (n: number) => ask('/search/tutors?no=1', { token: accounts[n % 4]!.token });
    const seen: number[] = [];
    for (let done = 0; done < max; done += 100) seen.push(...statuses(await times(100, search)));
    expect(new Set(seen)).toEqual(new Set([400]));
    expect(statuses(await times(4, search))).toEqual([429, 429, 429, 429]);
  });

  it('nor on routes for those who are signed in', async () => {
    const { max } = [authRpc.addAddress.http!.limit!].flat().find(({ by }) => by === 'network')!;
    const accounts = await times(20, () => testActor('student', { steppedUpSecondsAgo: 0 }));
    const answers = await times(max + 6, (n) =>
      ask('/me/addresses', {
        body: { address: address(n) },
        token: accounts[n % accounts.length]!.token,
      }),
    );
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(6);
  });

  it('nor do networks multiply that of an account', async () => {
    const { max } = limitOf(authRpc.loginCode);
    const { token } = await testActor('student');
    const answers = await times(max + 3, (n) =>
      ask('/auth/login/otp', { body: { address: address(n) }, token, from: `198.51.100.${n}` }),
    );
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(3);
  });
});

describe('a limited route', () => {
  const windowOf = (header: string | null) => Number(/;t=(\d+)/.exec(header!)![1]);

  it('answers with RateLimit headers and Retry-After', async () => {
    const { max, windowS } = limitOf(authRpc.loginCode);
    const request = { body: { address: address(1) } };
    const first = await ask('/auth/login/otp', request);
    expect(first.headers.get('ratelimit-policy')).toBe(`"network";q=${max};w=${windowS}`);
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"network";r=${max - 1};t=\\d+$`));
    await times(max - 1, () => ask('/auth/login/otp', request));
    const refused = await ask('/auth/login/otp', request);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit')).toMatch(/^"network";r=0;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBe(
      windowOf(refused.headers.get('ratelimit')),
    );
    expect(await refused.json()).toMatchObject({ code: platformErrors.tooManyRequests.code });
  });

  it('that counts failures has its whole quota left after a success', async () => {
    const { max } = limitOf(authRpc.login);
    await login('guess');
    const good = await login('right');
    expect(good.headers.get('ratelimit')).toContain(`"network-failures";r=${max - 1};`);
    const bad = await login('guess');
    expect(bad.headers.get('ratelimit')).toContain(`"network-failures";r=${max - 2};`);
  });
});

describe('a network that asks for much at once', () => {
  /** Searches that are answered when the test says so. */
  function holdSearches() {
    const held = Promise.withResolvers<void>();
    const searches = { running: 0, most: 0, answer: held.resolve };
    gateway.fake(searchRpc.tutors, async () => {
      searches.most = Math.max(searches.most, ++searches.running);
      await held.promise;
      searches.running--;
      return { items: [], nextCursor: null, facets: null };
    });
    return searches;
  }
  const limit = searchRpc.tutors.http!.concurrency!;

  it('gets few searches at a time, and the others wait for their turn', async () => {
    const searches = holdSearches();
    const mine = times(20, () => ask('/search/tutors'));
    await eventually(() => expect(searches.running).toBe(limit));
    await sleep(100); // whatever does not wait has come by now
    searches.answer();
    expect(new Set(statuses(await mine))).toEqual(new Set([200]));
    expect(searches.most).toBe(limit);

    const ofOthers = holdSearches();
    const theirs = times(6, (n) => ask('/search/tutors', { from: `192.0.2.${n}` }));
    await eventually(() => expect(ofOthers.running).toBe(6));
    ofOthers.answer();
    await theirs;
  });

  it('is refused what cannot wait, soon and with 429', async () => {
    const searches = holdSearches();
    const seen: number[] = [];
    const asked = times(80, async () => seen.push((await ask('/search/tutors')).status));
    // Those that are worked on go on; nobody waits for them without end.
    await eventually(() => expect(seen).toEqual(Array<number>(80 - limit).fill(429)));
    searches.answer();
    await asked;
    expect(seen.filter((status) => status === 200)).toHaveLength(limit);
  });
});

/** Another gateway on the same NATS and Redis. */
const startAnother = (env: Record<string, string> = {}) =>
  startService(gatewayService, {
    env: {
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'fatal', PORT: '0', TRUSTED_PROXIES: '127.0.0.1' },
      ...{ NATS_URL: natsUrlOf('gateway'), REDIS_URL: testServers().redisUrl },
      ...testStorage(gateway.storage),
      PUBLIC_URL: 'https://educonnect.test',
      ...env,
    },
    clock: gateway.clock,
  });

it('what an account did at one gateway counts at the others a moment later', async () => {
  const another = await startAnother();
  const at = `http://127.0.0.1:${another.port}`;
  const { max } = limitOf(authRpc.loginCode);
  const { token } = await testActor('student');
  let asked = 0;
  const askCode = (init: Ask = {}) => {
    const n = ++asked;
    const request = { body: { address: address(n) }, token, from: `192.0.2.${n}` };
    return ask('/auth/login/otp', { ...request, ...init });
  };
  const here = await times(max, () => askCode());
  expect(new Set(statuses(here))).toEqual(new Set([202]));
  await askCode({ at });
  await eventually(async () => expect((await askCode({ at })).status).toBe(429));
  await another.stop();
});

it('limits are applied before a token is verified or a body is parsed', async () => {
  // A tenth of every limit, so that a flood is soon over: 600 requests of one network.
  const small = await startAnother({ RATE_LIMIT_FACTOR: '0.1' });
  const at = `http://127.0.0.1:${small.port}`;
  const flood = async (n: number) =>
    n % 2 === 0
      ? ask('/me', { token: `${'a'.repeat(20)}.b.c`, at })
      : fetch(`${at}/api/v1/auth/login`, {
          method: 'POST',
          headers: { 'x-forwarded-for': from, 'content-type': 'application/json' },
          body: '{',
        });
  const seen: number[] = [];
  for (let round = 0; round < 7; round++) seen.push(...statuses(await times(100, flood)));
  expect(seen.filter((status) => status === 429).length).toBeGreaterThanOrEqual(100);
  const other = await ask('/me', { from: '203.0.113.251', at });
  expect(other.status).toBe(401);
  await small.stop();
});
