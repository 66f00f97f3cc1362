import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformErrors } from '@edu/contract-kit';
import { startTestService, type TestService } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';

let gateway: TestService;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edu-client-reports-'));
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', LOG_LEVEL: 'info', LOG_FILE: join(folder, 'gateway.log') },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1/client-reports`;
});
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

const send = (body: unknown, type = 'application/json') =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, 'accept-language': 'en' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const report = (...reports: object[]) => send({ reports });
const vital = { kind: 'vital', name: 'LCP', value: 1_840, route: '/fr/search', device: 'phone' };
const failure = { kind: 'error', name: 'TypeError', route: '/fr/book' };

const scrape = async () => {
  const page = await fetch(`http://127.0.0.1:${gateway.instances[0]!.healthPort}/metrics`);
  return (await page.text()).split('\n');
};
/** The value of the series with all these parts; 0 while there is none. */
const valueOf = async (...parts: string[]) => {
  const line = (await scrape()).find((one) => parts.every((part) => one.includes(part)));
  return Number(line?.split(' ').at(-1) ?? 0);
};
const log = () => readFile(join(folder, 'gateway.log'), 'utf8');

describe('what a page felt like', () => {
  it('becomes seconds by page and device, and a score of its own for shifts', async () => {
    const answer = await report(
      vital,
      { ...vital, name: 'INP', value: 150 },
      { ...vital, name: 'CLS', value: 0.03, device: 'desktop' },
    );
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const at = ['route="/search"', 'device="phone"'];
    expect(await valueOf('edu_web_vital_seconds_sum', 'vital="LCP"', ...at)).toBe(1.84);
    expect(await valueOf('edu_web_vital_seconds_sum', 'vital="INP"', ...at)).toBe(0.15);
    const desktop = ['route="/search"', 'device="desktop"'];
    expect(await valueOf('edu_web_layout_shift_sum', ...desktop)).toBe(0.03);
  });

  it('is counted by the pattern of the page, whatever its path says', async () => {
    await report({ ...vital, route: '/en/lessons/01a20a75-fad1-7435-b3e5-daa5366c2cf4?x=awa' });
    expect(await valueOf('edu_web_vital_seconds_count', 'route="/lessons/:id"')).toBe(1);
    expect((await scrape()).join('\n')).not.toMatch(/01a20a75|awa/);
  });
});

describe('an error in a browser', () => {
  it('is counted by name and page, and one line says where in the script', async () => {
    await report({
      ...failure,
      script: 'book-BxK3sd9a.js',
      line: 3,
      column: 1_204,
      release: 'b2a',
    });
    expect(await valueOf('edu_client_errors_total', 'name="TypeError"', 'route="/book"')).toBe(1);
    const line = (await log()).split('\n').find((one) => one.includes('errors in browsers'));
    expect(JSON.parse(line!)).toMatchObject({
      level: 'warn',
      type: 'TypeError',
      context: '/book',
      scriptId: 'book-BxK3sd9a.js',
      line: 3,
      column: 1_204,
      releaseId: 'b2a',
    });
  });

  it('of a thousand names and pages makes one series', async () => {
    const many = Array.from({ length: 20 }, (_, n) => ({
      ...failure,
      name: `Evil${n}Error`,
      route: `/fr/evil-${n}`,
    }));
    await report(...many);
    const series = (await scrape()).filter((line) => line.startsWith('edu_client_errors_total{'));
    expect(series.filter((line) => line.includes('name="other"')).length).toBe(1);
    expect(series.join()).not.toContain('vil');
  });
});

describe('a violation of a page’s policy', () => {
  it.each([
    [
      'the Reporting API',
      'application/reports+json',
      [
        {
          type: 'csp-violation',
          age: 10,
          url: 'https://educonnect.app/fr/search?q=awa',
          user_agent: 'x',
          body: {
            effectiveDirective: 'script-src-elem',
            blockedURL: 'https://evil.example/a.js?who=awa',
            documentURL: 'https://educonnect.app/fr/search?q=awa',
            disposition: 'enforce',
            statusCode: 200,
          },
        },
        { type: 'deprecation', body: { id: 'x' } },
      ],
    ],
    [
      'report-uri',
      'application/csp-report',
      {
        'csp-report': {
          'document-uri': 'https://educonnect.app/fr/search?q=awa',
          'violated-directive': 'script-src-elem https://a.example',
          'blocked-uri': 'https://evil.example/a.js?who=awa',
        },
      },
    ],
  ])('is counted as %s sends it', async (_how, type, body) => {
    const series = [
      'edu_csp_violations_total',
      'directive="script-src-elem"',
      'route="/search"',
    ] as const;
    const before = await valueOf(...series);
    expect((await send(body, `${type}; charset=utf-8`)).status).toBe(204);
    expect(await valueOf(...series)).toBe(before + 1);
    expect(await log()).toMatch(
      /"type":"script-src-elem","context":"\/search","ref":"evil.example"/,
    );
    expect(await log()).not.toContain('awa');
  });

  it.each([[null], ['x'], [{}], [[1, null, { type: 'csp-violation' }]], [{ 'csp-report': [] }]])(
    'is nothing when it is nonsense: %j',
    async (body) => {
      for (const type of ['application/reports+json', 'application/csp-report']) {
        expect((await send(JSON.stringify(body), type)).status).toBe(204);
      }
    },
  );
});

describe('a report that is none', () => {
  it.each([
    ['nothing', ''],
    ['no object', []],
    ['no reports', { reports: [] }],
    ['21 reports', { reports: Array.from({ length: 21 }, () => vital) }],
    ['another kind', { reports: [{ ...vital, kind: 'love' }] }],
    ['a message of an error', { reports: [{ ...failure, message: 'Awa is not a function' }] }],
    ['a name that is a sentence', { reports: [{ ...failure, name: 'Awa failed' }] }],
    ['a path as its script', { reports: [{ ...failure, script: '/home/awa/x.js' }] }],
    ['a negative time', { reports: [{ ...vital, value: -1 }] }],
    ['an hour', { reports: [{ ...vital, value: 3_600_000 }] }],
    ['another device', { reports: [{ ...vital, device: 'toaster' }] }],
  ])('is refused: %s', async (_what, body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: platformErrors.invalidInput.code });
  });

  it('is refused by its size and its type before anything else', async () => {
    expect((await send({ reports: [{ ...vital, route: 'x'.repeat(9_000) }] })).status).toBe(413);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json5']) {
      expect((await send('{}', type)).status).toBe(415);
    }
    expect((await send('{"a":', 'application/reports+json')).status).toBe(400);
    expect((await fetch(url, { method: 'POST' })).status).toBe(400);
    expect((await fetch(url)).status).toBe(404);
  });

  it('is refused when a network sends too many', async () => {
    gateway.clock.set(new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 120_000));
    const statuses = [];
    for (let n = 0; n < 602; n++) statuses.push((await report(vital)).status);
    expect(statuses.slice(599)).toEqual([204, 429, 429]);
    gateway.clock.reset();
  });
});
