import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { bookingRpc } from '@edu/contracts-booking';
import { routedRpcs } from '@edu/contracts-registry';
import { searchRpc } from '@edu/contracts-search';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { gatewayService } from './main.ts';
import { sendRaw } from './raw-http.harness.ts';

const ORIGIN = 'https://app.educonnect.test';

let gateway: TestService;
let url: string;
let student: TestActor;

beforeAll(async () => {
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', ALLOWED_ORIGINS: `${ORIGIN},https://admin.educonnect.test` },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  student = await testActor('student');
  gateway.fake(searchRpc.tutors, (input) => {
    searched = input;
    return { items: [], nextCursor: null, facets: null };
  });
  gateway.fake(authRpc.login, () => {
    throw authErrors.badCredentials();
  });
  gateway.fake(bookingRpc.list, () => ({ items: [], nextCursor: null }));
  gateway.fake(searchRpc.suggest, () => ({ items: [] }));
  // NATS knows what is subscribed to before the gateway asks, on a connection of its own.
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());

let searched: unknown;
const search = (query: string, init: RequestInit = {}) =>
  fetch(`${url}/api/v1/search/tutors?${query}`, init);
const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return (await response.json()) as {
    code: string;
    errors?: { pointer: string; code: string; detail: string }[];
  };
};
const SECURITY = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
];

describe('preflights', () => {
  const preflight = (method: string, path: string, origin: string) =>
    fetch(`${url}/api/v1${path.replace(/\{\w+\}/g, 'x')}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    });
  const list = (response: Response, header: string) =>
    (response.headers.get(header) ?? '').split(',').map((item) => item.trim().toLowerCase());

  it.each(routedRpcs.map(({ http }) => [http.method, http.path]))(
    '%s %s is allowed to our origins only',
    async (method, path) => {
      const ours = await preflight(method, path, ORIGIN);
      expect(ours.status).toBe(204);
      expect(ours.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(list(ours, 'access-control-allow-methods')).toContain(method.toLowerCase());
      expect(list(ours, 'access-control-allow-headers')).toEqual(
        expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']),
      );
      const foreign = await preflight(method, path, 'https://evil.example');
      const sent = [...foreign.headers.keys()].filter((name) => name.startsWith('access-control-'));
      expect(sent).toEqual([]);
    },
  );

  it('answers carry the origin, also refusals, and Vary: Origin', async () => {
    for (const path of ['/api/v1/me', '/api/v1/search/tutors']) {
      const response = await fetch(url + path, { headers: { origin: ORIGIN } });
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(response.headers.get('vary')!.toLowerCase()).toMatch(/origin.*accept-language/);
    }
  });
});

describe('credentials on public routes', () => {
  const login = { address: { channel: 'email', email: 'awa@field.test' }, password: 'x' };
  it.each([
    [
      'an expired token',
      async () => `Bearer ${(await testActor('student', { expiresInS: -120 })).token}`,
    ],
    ['a forged token', () => `Bearer ${student.token.replace(/\.[^.]+$/, `.${'A'.repeat(342)}`)}`],
    ['no token at all', () => 'Bearer nonsense'],
    ['another scheme', () => 'Basic YTpi'],
  ])('%s counts as none', async (_what, authorization) => {
    const headers = { authorization: await authorization(), 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers,
      body: JSON.stringify(login),
    });
    expect((await problemOf(response)).code).toBe(authErrors.badCredentials.code);
    expect((await search('', { headers })).status).toBe(200);
    expect((await fetch(`${url}/api/v1/me`, { headers })).status).toBe(401);
  });
});

describe('bodies', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/bookings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${student.token}`,
        'idempotency-key': newId(),
        'accept-language': 'en',
        ...headers,
      },
      body,
    });
  const json = JSON.stringify({ subject: 'Hélène' });

  it('that are no UTF-8 are refused', async () => {
    const response = await post(Buffer.from(json, 'latin1'));
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors).toEqual([
      { pointer: '', code: 'not_utf8', detail: 'is not UTF-8' },
    ]);
  });

  it.each(['iso-8859-1', 'utf-16', '"windows-1252"'])('in %s are refused', async (charset) => {
    const response = await post(json, { 'content-type': `application/json; charset=${charset}` });
    expect(response.status).toBe(415);
    expect((await problemOf(response)).code).toBe(platformErrors.unsupportedMediaType.code);
    expect(response.headers.get('accept')).toBe('application/json');
  });

  it.each(['utf-8', 'UTF-8', '"utf-8"'])('in %s are read', async (charset) => {
    const response = await post(json, { 'content-type': `application/json; charset=${charset}` });
    const { errors } = await problemOf(response);
    expect(errors!.map(({ pointer }) => pointer)).toContain('/providerId');
  });

  it('after a byte order mark are read', async () => {
    const { errors } = await problemOf(await post('\ufeff{}'));
    expect(errors!.map(({ pointer }) => pointer)).toContain('/providerId');
  });

  it.each(['gzip', 'br', 'deflate, gzip'])('coded with %s are refused', async (coding) => {
    const response = await post(gzipSync(json), { 'content-encoding': coding });
    expect(response.status).toBe(415);
    expect(response.headers.get('accept-encoding')).toBe('identity');
  });
});

describe('queries', () => {
  it.each([
    ['1e-7', 1e-7],
    ['-1.5e-7', -1.5e-7],
    ['5', 5],
    ['-0.25', -0.25],
  ])('take the number %s', async (text, number) => {
    expect((await search(`lat=0&lng=${text}`)).status).toBe(200);
    expect(searched).toMatchObject({ lng: number });
  });

  it.each(['', 'NaN', 'Infinity', '0x10', '1_000', '1e999', ' 1'])('refuse %j', async (text) => {
    const response = await search(`lat=0&lng=${encodeURIComponent(text)}x`);
    expect(response.status).toBe(400);
  });

  it('take a blank optional parameter for none', async () => {
    for (const { input, http } of routedRpcs) {
      if (http.path !== '/search/tutors') continue;
      const names = Object.keys((input as unknown as { shape: object }).shape);
      for (const blank of ['', '%20', '%09', '+']) {
        const response = await search(names.map((name) => `${name}=${blank}`).join('&'));
        expect(response.status).toBe(200);
        const asked = searched;
        await search('');
        expect(asked).toEqual(searched);
      }
    }
  });

  it('that cannot be decoded are refused', async () => {
    for (const query of ['q=%FF', 'q=%', '%E0%A4=1']) {
      const response = await search(query, { headers: { 'accept-language': 'fr' } });
      expect(response.status).toBe(400);
      expect((await problemOf(response)).errors![0]!.detail).toMatch(/ne peut pas être décodée/);
    }
  });
});

describe('HEAD', () => {
  it.each(['/health/ready', '/api/v1/search/tutors', '/api/v1/openapi.json', '/docs'])(
    '%s answers as GET does, without the body',
    async (path) => {
      const [get, head] = await Promise.all([
        fetch(url + path),
        fetch(url + path, { method: 'HEAD' }),
      ]);
      expect(head.status).toBe(get.status);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
      expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    },
  );
});

describe('what never becomes a request', () => {
  const get = 'GET /api/v1/search/tutors HTTP/1.1\r\n';
  it.each([
    ['two hosts', `${get}host: a\r\nhost: b\r\n`, 400],
    ['two tokens', `${get}host: a\r\nauthorization: Bearer a\r\nAuthorization: Bearer b\r\n`, 400],
    ['two content types', `${get}host: a\r\ncontent-type: a/b\r\ncontent-type: a/c\r\n`, 400],
    ['no host', get, 400],
    ['a path that cannot be decoded', 'GET /api/v1/bookings/%E0%A4 HTTP/1.1\r\nhost: a\r\n', 400],
    ['headers beyond 16 KB', `${get}host: a\r\ncookie: ${'x'.repeat(20_000)}\r\n`, 431],
    ['no HTTP', 'HELLO\r\n', 400],
    [
      'two lengths',
      `POST ${get.slice(4)}host: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n`,
      400,
    ],
  ])('%s is answered with a problem and all headers', async (_what, head, status) => {
    const answer = await sendRaw(url, `${head}connection: close\r\n\r\n`);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status, requestId: expect.any(String) });
    for (const name of SECURITY) expect(answer.headers).toHaveProperty(name);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it(
    'a body that trickles in is cut off by the time-out of requests',
    { timeout: 30_000 },
    async () => {
      const head = `POST /api/v1/auth/login HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n`;
      const { ms, status } = await sendRaw(url, head, ...Array<string>(60).fill(' '));
      expect(status).toBe(408);
      expect(ms).toBeGreaterThan(10_000);
      expect(ms).toBeLessThan(21_000);
    },
  );
});

describe('headers of answers', () => {
  it('name our own request id, not the caller’s', async () => {
    const given = 'audit-me-1234';
    const response = await search('', { headers: { 'x-request-id': given } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['/status', '/docs', '/health/live', '/api/v1/openapi.json', '/api/v1/me', '/nowhere'])(
    'protect %s',
    async (path) => {
      const { headers } = await fetch(url + path);
      for (const name of SECURITY) expect(headers.has(name), name).toBe(true);
      const policy = headers.get('content-security-policy');
      for (const part of ['default-src', 'form-action', 'base-uri', 'frame-ancestors']) {
        expect(policy).toContain(`${part} 'none'`);
      }
    },
  );

  it('forbid caching of refusals and private answers, and set Vary', async () => {
    const headers = { authorization: `Bearer ${student.token}` };
    for (const [path, init] of [
      ['/api/v1/me', {}],
      ['/api/v1/nowhere', {}],
      ['/api/v1/search/tutors?nonsense=1', {}],
      ['/api/v1/bookings', { headers }],
    ] as const) {
      const response = await fetch(url + path, init);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('vary')).toMatch(/accept-language, authorization/);
    }
  });

  it('allow public caching of what a contract declares public', async () => {
    const suggest = (headers: Record<string, string> = {}) =>
      fetch(`${url}/api/v1/search/suggest?q=ma`, { headers });
    expect((await suggest()).headers.get('cache-control')).toBe('public, max-age=60');
    const signedIn = await suggest({ authorization: `Bearer ${student.token}` });
    expect(signedIn.headers.get('cache-control')).toBe('private, max-age=60');
  });

  it('let everybody keep what changes at once, and send it again only when it has', async () => {
    let nextCursor: string | null = null;
    gateway.fake(searchRpc.coaches, () => ({ items: [], nextCursor, facets: null }));
    await gateway.nats.connection.flush();
    const ask = (headers: Record<string, string> = {}, query = '') =>
      fetch(`${url}/api/v1/search/coaches?${query}`, { headers });
    const first = await ask();
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const etag = first.headers.get('etag')!;
    const again = await ask({ 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('cache-control')).toBe('public, no-cache');
    expect(again.headers.get('vary')).toMatch(/accept-language, authorization/);
    const headers = { 'if-none-match': etag, authorization: `Bearer ${student.token}` };
    const signedIn = await ask(headers);
    expect(signedIn.status).toBe(304);
    expect(signedIn.headers.get('cache-control')).toBe('private, no-cache');
    nextCursor = 'more';
    const changed = await ask(headers);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
    const refused = await ask({ 'if-none-match': '*' }, 'nonsense=1');
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([400, 'no-store']);
  });
});

it('the Swagger page does not persist tokens', async () => {
  expect(await (await fetch(`${url}/docs/start.js`)).text()).not.toContain('persistAuthorization');
});
