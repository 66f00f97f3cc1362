import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWatchServer, type WatchServer } from './watch-server.ts';

let server: WatchServer;
let logs: string;
beforeAll(async () => {
  logs = await mkdtemp(join(tmpdir(), 'educonnect-watch-'));
  server = await startWatchServer({
    port: 0,
    logs,
    services: () => [{ name: 'auth', healthPort: 20_001 }],
  });
});
afterAll(async () => {
  await server.close();
  await rm(logs, { recursive: true });
});

const get = async (path: string) => {
  const response = await fetch(server.url + path);
  return { status: response.status, text: await response.text() };
};
const span = (name: string, index = 0) => {
  const now = BigInt(Date.now()) * 1_000_000n;
  return {
    traceId: name,
    spanId: String(index),
    name,
    kind: 2,
    startTimeUnixNano: String(now),
    endTimeUnixNano: String(now + 5_000_000n),
    attributes: [{ key: 'http.route', value: { stringValue: '<b>"route"</b>' } }],
    status: {},
  };
};
const send = (...names: string[]) => sendSpans(names.map(span));
const sendSpans = async (spans: object[]) => {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'gateway' } }] };
  const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
  return fetch(`${server.url}/v1/traces`, { method: 'POST', body });
};

it('says what to do while there are no traces, and links what it watches', async () => {
  const { text } = await get('/');
  expect(text).toContain('None yet');
  expect(text).toContain('http://127.0.0.1:20001/metrics');
});

describe('a trace', () => {
  it('is shown with its texts escaped', async () => {
    expect((await send('<script>alert(1)</script>')).status).toBe(200);
    const list = await get('/');
    expect(list.text).toContain('&lt;script&gt;');
    const path = /href="(\/traces\/[^"]+)"/.exec(list.text)![1]!;
    const trace = await get(path);
    expect(trace.text).toContain('5.0 ms');
    for (const { text } of [list, trace]) expect(text).not.toMatch(/<script>|<b>/);
    const { headers } = await fetch(server.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(Object.keys(span('')))(
    'with a span of which %s is wrong breaks no page',
    async (field) => {
      for (const wrong of [undefined, null, 5, 'text', '\ud800', '9'.repeat(40), {}, [{}]]) {
        await (await sendSpans([{ ...span(`${field}-wrong`), [field]: wrong }])).text();
        expect((await get('/')).status).toBe(200);
        expect((await get(`/traces/${field}-wrong`)).status).toBeOneOf([200, 404]);
      }
    },
  );

  it('that is unknown answers 404, and spans that cannot be read 400', async () => {
    expect((await get('/traces/nobody')).status).toBe(404);
    const broken = await fetch(`${server.url}/v1/traces`, { method: 'POST', body: '{' });
    expect(broken.status).toBe(400);
    expect((await get('/%')).status).toBe(400);
    const body = Buffer.alloc(9 * 2 ** 20, ' ');
    const endless = await fetch(`${server.url}/v1/traces`, { method: 'POST', body });
    expect(endless.status).toBe(400);
    expect((await get('/')).status).toBe(200);
  });
});

describe('a log', () => {
  it('shows its end, from the beginning of a line on', async () => {
    await writeFile(join(logs, 'auth.log'), `first\n${'x'.repeat(100_000)}\n<last>\n`);
    const { text } = await get('/logs/auth');
    expect(text).toContain('&lt;last&gt;');
    expect(text).not.toContain('first');
    expect(text.length).toBeLessThan(5_000);
  });

  it('of an unknown service answers 404', async () => {
    expect((await get('/logs/..%2f..%2fsecrets')).status).toBe(404);
    expect((await get('/logs/payment')).status).toBe(404);
  });
});

it('pages of other sites get nothing shown and send no spans, nor does another name lead here', async () => {
  const { host } = new URL(server.url);
  const statusOf = async (path: string, headers: Record<string, string>) => {
    const method = path === '/' ? 'GET' : 'POST';
    const { statusCode, body } = await request(server.url + path, {
      ...{ method, headers },
      ...(method === 'POST' && { body: '{"resourceSpans":[]}' }),
    });
    await body.dump();
    return statusCode;
  };
  for (const path of ['/', '/v1/traces']) {
    expect(await statusOf(path, { origin: `http://${host}` })).toBe(200);
    expect(await statusOf(path, { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(path, { host: 'evil.example' })).toBe(403);
  }
});
