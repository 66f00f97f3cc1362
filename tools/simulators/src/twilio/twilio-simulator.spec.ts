import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'undici';
import { addressOf } from '../kit/http-server.ts';
import { signCallback, startSmsSimulator, type SmsSimulator } from './twilio-simulator.ts';

const accountSid = `AC${'a1'.repeat(16)}`;
const authToken = 'token-spec';
let sms: SmsSimulator;

beforeAll(async () => {
  sms = await startSmsSimulator({ accountSid, authToken, statusStepMs: 10 });
});
afterEach(async () => {
  sms.faults.reset();
  await fetch(`${sms.url}/api/messages`, { method: 'DELETE' });
});
afterAll(() => sms.close());

const message = { To: '+2250701020304', From: '+15005550006', Body: 'Code 123456' };

async function call(
  method: 'GET' | 'POST',
  path: string,
  form?: Record<string, string>,
  credentials = `${accountSid}:${authToken}`,
) {
  const { statusCode, body } = await request(
    `${sms.url}/2010-04-01/Accounts/${accountSid}${path}`,
    {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: new URLSearchParams(form).toString() }),
    },
  );
  return { status: statusCode, body: (await body.json()) as Record<string, unknown> };
}

const create = (form: Record<string, string>, credentials?: string) =>
  call('POST', '/Messages.json', form, credentials);

describe('sms', () => {
  it('accepts a message, delivers it and shows it', async () => {
    const { status, body } = await create(message);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: 'queued',
      num_segments: '1',
      error_code: null,
      account_sid: accountSid,
      to: message.To,
    });
    await expect
      .poll(async () => (await call('GET', `/Messages/${String(body['sid'])}.json`)).body['status'])
      .toBe('delivered');
    const api = await fetch(`${sms.url}/api/messages?to=${encodeURIComponent(message.To)}`);
    expect(await api.json()).toMatchObject({
      data: [{ body: 'Code 123456', status: 'delivered' }],
    });
    await create({ ...message, Body: '<script>alert(1)</script>' });
    const page = await (await fetch(sms.url)).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
  });

  it('signs status callbacks as Twilio does', async () => {
    const reports: { signature: unknown; params: Record<string, string> }[] = [];
    const server = createServer((incoming, response) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('end', () => {
        const params = Object.fromEntries(new URLSearchParams(text));
        reports.push({ signature: incoming.headers['x-twilio-signature'], params });
        response.writeHead(204).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://${addressOf(server)}/sms?x=1`;
    await create({ ...message, StatusCallback: url });
    await expect
      .poll(() => reports.map(({ params }) => params['MessageStatus']).sort())
      .toEqual(['delivered', 'sent']); // each on a connection of its own, in any order
    for (const { signature, params } of reports) {
      expect(signature).toBe(signCallback(url, params, authToken));
    }
    server.closeAllConnections();
    server.close();
  });

  it('signs the example of Twilio’s documentation with its result', () => {
    const params = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    };
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    expect(signCallback(url, params, '12345')).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  it.each([
    [{ ...message, To: '' }, 400, 21604],
    [{ ...message, To: 'abc' }, 400, 21211],
    [{ ...message, To: '+15005550001' }, 400, 21211],
    [{ ...message, To: '+15005550009' }, 400, 21614],
    [{ ...message, From: '' }, 400, 21603],
    [{ ...message, From: '+15005550001' }, 400, 21212],
    [{ ...message, From: '+15005550007' }, 400, 21606],
    [{ ...message, From: '', MessagingServiceSid: 'MGno' }, 400, 21701],
    [{ ...message, Body: '' }, 400, 21602],
    [{ ...message, Body: 'x'.repeat(1_601) }, 400, 21617],
    [{ ...message, StatusCallback: 'ftp://x' }, 400, 21609],
  ])('refuses %o', async (form, status, code) => {
    const answer = await create(form);
    expect(answer).toMatchObject({
      status,
      body: { code, status, more_info: `https://www.twilio.com/docs/errors/${code}` },
    });
  });

  it('refuses wrong credentials, unknown resources and unreadable bodies', async () => {
    expect(await create(message, 'x:y')).toMatchObject({ status: 401, body: { code: 20003 } });
    expect(await call('GET', '/Messages/SMno.json')).toMatchObject({ status: 404 });
    expect(await call('GET', '/Calls.json')).toMatchObject({ body: { code: 20404 } });
    expect((await call('POST', '/Messages.json')).status).toBe(400);
    expect((await create({ ...message, Body: 'x'.repeat(2_000_000) })).status).toBe(413);
    expect((await fetch(`${sms.url}/api/messages?limit=0`)).status).toBe(400);
  });

  it('fails on demand', async () => {
    sms.faults.change({ fail: { next: 1, status: 429 }, undelivered: { next: 1 } });
    expect(await create(message)).toMatchObject({ status: 429, body: { code: 20429 } });
    const { body } = await create(message);
    await expect
      .poll(async () => (await call('GET', `/Messages/${String(body['sid'])}.json`)).body)
      .toMatchObject({ status: 'undelivered', error_code: 30003 });
  });
});
