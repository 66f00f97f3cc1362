import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { platformErrors } from '@edu/contract-kit';
import { startService } from '@edu/service';
import {
  eventually,
  natsUrlOf,
  startTestService,
  testServers,
  testStorage,
  type TestService,
} from '@edu/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';
import { sendRaw } from '../raw-http.harness.ts';

let web: Server;
let answer: RequestListener;
let seen: { url: string; method: string; headers: IncomingHttpHeaders; port: number }[] = [];
let gateway: TestService;
let url: string;

const page: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', "default-src 'self'");
  response.setHeader('set-cookie', ['lang=fr; Path=/', 'theme=dark; Path=/']);
  response.setHeader('x-request-id', 'web-1');
  response.end('<h1>Bonjour</h1>');
};
const get = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(url + path, { redirect: 'manual', ...init, headers: { accept: 'text/html', ...headers } });
const last = () => seen.at(-1)!;
const webUrl = () => `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
/** Another gateway, on the servers of the first. */
const startSecond = (env: Record<string, string> = {}) =>
  startService(gatewayService, {
    env: {
      NODE_ENV: 'test',
      LOG_LEVEL: 'fatal',
      PORT: '0',
      NATS_URL: natsUrlOf('gateway'),
      REDIS_URL: testServers().redisUrl,
      ...testStorage(gateway.storage),
      PUBLIC_URL: 'https://educonnect.test',
      WEB_URL: webUrl(),
      ...env,
    },
  });

beforeAll(async () => {
  web = createServer((request, response) => {
    const { url, method, headers, socket } = request;
    seen.push({ url: url!, method: method!, headers, port: socket.remotePort! });
    answer(request, response);
  });
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  const env = { PORT: '0', WEB_URL: webUrl() };
  gateway = await startTestService(gatewayService, { env });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
});
beforeEach(() => {
  answer = page;
  seen = [];
});
afterAll(async () => {
  await gateway.stop();
  web.closeAllConnections();
  web.close();
});

describe('a page', () => {
  it('comes from the web service as it is, with its own policy', async () => {
    const response = await get('/fr/search?kind=tutor&q=a%20b');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<h1>Bonjour</h1>');
    expect(last().url).toBe('/fr/search?kind=tutor&q=a%20b');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(response.headers.getSetCookie()).toEqual(['lang=fr; Path=/', 'theme=dark; Path=/']);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-request-id')).toBe(last().headers['x-request-id']);
  });

  it('keeps its status, its redirections and its coding', async () => {
    const body = gzipSync('bonjour');
    answer = (_request, response) =>
      response.writeHead(404, { 'content-encoding': 'gzip', etag: '"1"' }).end(body);
    const coded = await get('/nowhere', { 'accept-encoding': 'gzip', 'if-none-match': '"1"' });
    expect([coded.status, await coded.text()]).toEqual([404, 'bonjour']);
    expect(last().headers).toMatchObject({ 'accept-encoding': 'gzip', 'if-none-match': '"1"' });
    answer = (_request, response) => response.writeHead(302, { location: '/fr' }).end();
    const redirected = await get('/');
    expect([redirected.status, redirected.headers.get('location')]).toEqual([302, '/fr']);
  });

  it('is asked for with what the gateway knows of the client, never with what it says', async () => {
    await get('/fr', {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=1.2.3.4',
      'x-real-ip': '1.2.3.4',
      'x-request-id': 'mine-12345',
      authorization: 'Bearer a.b.c',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    });
    const { headers } = last();
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(url).host,
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(headers.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067)/);
    for (const name of ['forwarded', 'x-real-ip', 'authorization']) {
      expect(headers).not.toHaveProperty(name);
    }
    expect(JSON.stringify(headers)).not.toMatch(/1\.2\.3\.4|evil|mine/);
  });

  it('is asked for on behalf of whom a trusted proxy says, and of nobody before', async () => {
    const second = await startSecond({ TRUSTED_PROXIES: '127.0.0.1' });
    await fetch(`http://127.0.0.1:${second.port}/fr`, {
      headers: {
        'x-forwarded-for': '6.6.6.6, 1.2.3.4',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'educonnect.app',
      },
    });
    expect(last().headers).toMatchObject({
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'educonnect.app',
    });
    await second.stop();
  });

  it('gets no cookie that signs somebody in', async () => {
    const secret = 'e30.e30.xx';
    await get('/fr', {
      cookie: `access=${secret}; lang=fr;refresh=${secret}; __Host-access=${secret}; signed_in=1; __Secure-refresh=${secret};ACCESS=${secret}; access =${secret}`,
    });
    expect(last().headers.cookie).toBe('lang=fr; signed_in=1');
    await get('/fr', { cookie: `access=${secret}` });
    expect(last().headers).not.toHaveProperty('cookie');
  });

  it('comes over connections that are kept, without headers of a connection', async () => {
    const raw = await sendRaw(
      url,
      'GET /fr HTTP/1.1\r\nhost: a\r\nconnection: close, x-secret\r\nx-secret: 1\r\nkeep-alive: timeout=9\r\n\r\n',
    );
    expect(raw.status).toBe(200);
    expect(last().headers).not.toHaveProperty('x-secret');
    expect(last().headers).not.toHaveProperty('keep-alive');
    await get('/fr');
    await get('/en');
    expect(new Set(seen.map(({ port }) => port)).size).toBe(1);
  });

  it('is streamed: its beginning is there before its end', async () => {
    const rest = Promise.withResolvers<void>();
    answer = (_request, response) => {
      response.write('first');
      void rest.promise.then(() => response.end('last'));
    };
    const reader = (await get('/fr')).body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('first');
    rest.resolve();
    expect((await reader.read()).value).toBe('last');
  });

  it('answers HEAD without the body', async () => {
    const response = await get('/fr', {}, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(last().method).toBe('HEAD');
  });
});

describe('the gateway itself', () => {
  it.each(['/api', '/api/v1/nowhere', '/docs/nothing', '/health', '/health/nothing'])(
    'answers %s with a problem and asks nobody',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const response = await get(path, {}, { method });
        expect(response.status).toBe(404);
        expect(response.headers.get('content-type')).toContain('application/problem+json');
      }
      expect(seen).toEqual([]);
    },
  );

  it('keeps its own pages, and leaves /, /status/… and like names to the web', async () => {
    for (const path of [
      '/status',
      '/docs',
      '/health/live',
      '/health/ready',
      '/api/v1/openapi.json',
    ])
      expect((await get(path)).status, path).toBe(200);
    // The start page asks for a page of its own, on behalf of nobody.
    expect(seen.filter(({ headers }) => 'x-forwarded-for' in headers)).toEqual([]);
    seen = [];
    for (const path of ['/', '/status/components', '/apidocs', '/documents']) await get(path);
    expect(seen.map((request) => request.url)).toEqual([
      '/',
      '/status/components',
      '/apidocs',
      '/documents',
    ]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'refuses %s, whatever its body is',
    async (method) => {
      const response = await get('/fr', { 'content-type': 'text/plain' }, { method, body: 'x' });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(await response.json()).toMatchObject({ code: platformErrors.methodNotAllowed.code });
      expect(seen).toEqual([]);
    },
  );

  it.each(['/a/../api/v1/me', '/%2e%2e/x', '/\\evil.example/x', '/..', '//evil.example/x'])(
    'leads nowhere else by %s',
    async (path) => {
      const { status } = await sendRaw(
        url,
        `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
      );
      expect([200, 404]).toContain(status);
      for (const { url } of seen) expect(url).not.toMatch(/^\/api|^http/);
    },
  );

  it('lets a network open 1200 pages a minute, and files besides', async () => {
    gateway.clock.set(new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 120_000));
    const answers = [];
    for (let i = 0; i < 1_203; i++) answers.push((await get('/fr')).status);
    expect(answers.slice(1_199)).toEqual([200, 429, 429, 429]);
    expect((await get('/assets/page-1a2b.js')).status).toBe(200);
    gateway.clock.reset();
  });
});

describe('the status of the web service', () => {
  const status = async () => {
    const { services } = (await (await get('/health/services')).json()) as {
      services: { name: string; status: string }[];
    };
    return services.find(({ name }) => name === 'web')?.status;
  };

  it('is that of its pages', async () => {
    await eventually(async () => expect(await status()).toBe('ready'));
    answer = (_request, response) => response.writeHead(500).end();
    await eventually(async () => expect(await status()).toBe('unavailable'));
    answer = (request) => request.socket.destroy();
    await eventually(async () => expect(await status()).toBe('down'));
    expect(await (await get('/status')).text()).toContain('<th scope="row">web</th>');
  });
});

describe('a web service that is down', () => {
  const broken: RequestListener = (request) => request.socket.destroy();
  afterEach(() => {
    answer = page;
  });

  it('is explained to people in both languages, their own first', async () => {
    answer = broken;
    const response = await get('/en/search', { 'accept-language': 'fr' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    const text = await response.text();
    expect(text).toContain('<html lang="en">');
    expect(text.indexOf('Try again')).toBeLessThan(text.indexOf('Réessayer'));
    expect(await (await get('/', { 'accept-language': 'fr' })).text()).toContain(
      '<html lang="fr">',
    );
  });

  it('is a problem to programs', async () => {
    answer = broken;
    const response = await get('/en/search', { accept: '*/*' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({ code: platformErrors.unavailable.code });
  });

  it('is asked once more when it closed the connection just then, and no oftener', async () => {
    answer = (request, response) => {
      answer = page;
      broken(request, response);
    };
    expect((await get('/fr')).status).toBe(200);
    expect(seen.length).toBe(2);
    answer = broken;
    await get('/fr');
    expect(seen.length).toBe(4);
  });

  it('speaks for itself when it answers 503, and is asked once', async () => {
    answer = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end('busy');
    const response = await get('/fr');
    expect([response.status, await response.text()]).toEqual([503, 'busy']);
    expect(seen.length).toBe(1);
  });

  it('answers a page that was asked for before the gateway drains', async () => {
    const rest = Promise.withResolvers<void>();
    answer = (_request, response) => void rest.promise.then(() => response.end('late'));
    const second = await startSecond();
    const asked = fetch(`http://127.0.0.1:${second.port}/fr`);
    await eventually(() => expect(seen.length).toBe(1));
    const stopped = second.stop();
    setTimeout(rest.resolve, 200);
    expect(await (await asked).text()).toBe('late');
    await stopped;
  });
});
