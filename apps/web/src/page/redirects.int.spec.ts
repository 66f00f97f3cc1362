import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../web.harness.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb((_request, response) => response.writeHead(200).end('{}'), []);
});
afterAll(() => web.stop());

async function goTo(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(web.url + path, { redirect: 'manual', headers });
  await response.arrayBuffer();
  const { status } = response;
  return {
    status,
    to: response.headers.get('location'),
    cookie: response.headers.get('set-cookie'),
  };
}

describe('an address without a language', () => {
  it.each([
    ['/', '/en'],
    ['/sign-in?next=%2Ffr%2Finbox', '/en/sign-in?next=%2Ffr%2Finbox'],
    ['/undo-address', '/en/undo-address'],
    [
      '/bookings/01a216ec-c8cd-7dad-b89c-b803e700c64c',
      '/en/lessons/01a216ec-c8cd-7dad-b89c-b803e700c64c',
    ],
    ['/bookings/%2F%2Fevil.example', '/en/lessons/%2F%2Fevil.example'],
  ])('%s leads to %s for an English reader', async (path, to) => {
    expect(await goTo(path, { 'accept-language': 'en' })).toMatchObject({ status: 302, to });
  });

  it('leads to the language that was chosen before', async () => {
    const chosen = { 'accept-language': 'en', cookie: 'lang=fr' };
    expect(await goTo('/account', chosen)).toMatchObject({ to: '/fr/account' });
  });
});

describe('the switch for little data', () => {
  it('keeps the choice and leads back', async () => {
    expect(await goTo('/low-data?on=1&back=%2Ffr%2Fsearch%3Fwhat%3Dma%C3%AFs')).toMatchObject({
      status: 302,
      to: '/fr/search?what=ma%C3%AFs',
      cookie: expect.stringMatching(/^low_data=1; Path=\/; Max-Age=\d+; SameSite=Lax$/),
    });
    expect(await goTo('/low-data?on=0&back=%2Ffr')).toMatchObject({
      cookie: expect.stringMatching(/^low_data=0;/),
    });
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/fr/\r\nx: y', ''])(
    'never leads elsewhere: %j',
    async (back) => {
      const { to } = await goTo(`/low-data?on=1&back=${encodeURIComponent(back)}`);
      expect(to).toMatch(/^\/fr(\/|$)/);
      expect(to).not.toContain('evil');
    },
  );

  it('never leads elsewhere by going up', async () => {
    const back = encodeURIComponent('/fr/x/../..//evil.example');
    expect(await goTo(`/low-data?on=1&back=${back}`)).toMatchObject({ to: '/' });
  });
});
