import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../web.harness.ts';

const FAILURES: Readonly<Record<string, RequestListener>> = {
  'answers 503': (_request, response) => {
    const problem = {
      type: 'about:blank',
      title: 'down',
      status: 503,
      code: 'platform.unavailable',
    };
    response.writeHead(503, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(problem));
  },
  'ends the connection': (request) => request.socket.destroy(),
  'says nothing': () => undefined,
};

let failure: RequestListener;
let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb((request, response) => failure(request, response), ['search-form']);
});
afterAll(() => web.stop());

describe.each(Object.entries(FAILURES))('while the gateway %s', (_, fails) => {
  beforeAll(() => {
    failure = fails;
  });

  it('a page that shows what it answers says so, soon, and is kept by nobody', async () => {
    const began = performance.now();
    const page = await fetch(`${web.url}/fr/search?kind=tutor`);
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(await page.text()).toMatch(/^<!doctype html><html lang="fr"/);
    expect(performance.now() - began).toBeLessThan(9_000);
  });

  it('a page that shows nothing of it is answered', async () => {
    const page = await fetch(`${web.url}/fr`);
    expect(page.status).toBe(200);
    await page.arrayBuffer();
  });
});
