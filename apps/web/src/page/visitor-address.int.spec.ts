import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../web.harness.ts';

const webs: TestWeb[] = [];
let asked: unknown;
const start = async (env?: Record<string, string>) => {
  const web = await startTestWeb(
    ({ headers }, response) => {
      asked = headers['x-forwarded-for'];
      response.writeHead(404).end();
    },
    ['provider'],
    env,
  );
  webs.push(web);
  return web;
};
let behindProxy: TestWeb;
let alone: TestWeb;
beforeAll(async () => {
  behindProxy = await start({ TRUSTED_PROXIES: '127.0.0.0/8' });
  alone = await start();
});
afterAll(() => Promise.all(webs.map((web) => web.stop())));

const visit = async (web: TestWeb) => {
  await fetch(`${web.url}/fr/providers/01a216ec-c8cd-7dad-b89c-b803e700c64c`, {
    headers: { 'x-forwarded-for': '6.6.6.6, 1.2.3.4' },
  });
  return asked;
};

it('asks the gateway on behalf of whom the proxy before it names, and of nobody named before', async () => {
  expect(await visit(behindProxy)).toBe('1.2.3.4');
});

it('believes nobody where no proxy is trusted', async () => {
  expect(await visit(alone)).toBe('127.0.0.1');
});
