import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RpcInput } from '@edu/contract-kit';
import { paymentErrors, paymentRpc, pspWebhooks } from '@edu/contracts-payment';
import { eventually, startTestService, type TestService } from '@edu/testing';
import { gatewayService } from '../main.ts';

const SIGNATURE = `t=1764110000,v1=${'a'.repeat(64)}`;
const PATH = '/api/v1/payments/webhooks';
const received = { received: true as const };

let gateway: TestService;
let url: string;
let caller = 0;
let carried = 0;

beforeAll(async () => {
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', TRUSTED_PROXIES: '127.0.0.1' },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  gateway.clock.set(new Date()); // no window ends while a test counts
  gateway.nats.connection.subscribe(paymentRpc.receiveWebhook.subject, {
    callback: () => void carried++,
  });
  gateway.fake(paymentRpc.receiveWebhook, () => received);
  // NATS knows what is subscribed to before the gateway asks, on a connection of its own.
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());
beforeEach(() => {
  caller++;
  carried = 0;
});

const send = (path: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'x-forwarded-for': `203.0.113.${caller}`, 'accept-language': 'en', ...headers },
    body,
    duplex: 'half',
  });
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('a webhook', () => {
  it('is forwarded byte by byte, with the headers that its psp needs and no others', async () => {
    const raw = '{ "id": "evt_1",  "é": 1 }';
    let seen: RpcInput<typeof paymentRpc.receiveWebhook> | undefined;
    gateway.fake(paymentRpc.receiveWebhook, (input) => {
      seen = input;
      return received;
    });
    const answer = await send(PATH, raw, {
      'stripe-signature': SIGNATURE,
      'content-type': 'text/plain',
      authorization: 'Bearer x.y.z',
      cookie: 'a=b',
      'x-anything': 'more',
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(received);
    expect(Buffer.from(seen!.body, 'base64').toString()).toBe(raw);
    expect(seen).toMatchObject({
      psp: 'stripe',
      headers: { 'stripe-signature': SIGNATURE, 'content-type': 'text/plain' },
    });
    expect(Object.keys(seen!.headers)).toHaveLength(2);
  });

  it.each(['POST', 'PUT'])('of a psp that signs nothing is forwarded (%s)', async (method) => {
    let seen: RpcInput<typeof paymentRpc.receiveWebhook> | undefined;
    gateway.fake(paymentRpc.receiveWebhook, (input) => {
      seen = input;
      return received;
    });
    const [psp] = [...pspWebhooks].find(([, { signature }]) => signature === null)!;
    const headers = { 'x-forwarded-for': `203.0.113.${caller}`, 'x-anything': 'more' };
    const answer = await fetch(`${url}${PATH}/${psp}`, { method, headers, body: '{"a":1}' });
    expect(answer.status).toBe(200);
    expect(seen).toEqual({ psp, body: Buffer.from('{"a":1}').toString('base64'), headers: {} });
    const nowhere = await fetch(url + PATH, { method: 'PUT', headers, body: '{}' });
    expect(nowhere.status).toBe(404);
  });

  it.each([
    ['no signature', PATH, {}, paymentErrors.badSignature],
    ['no form of a signature', PATH, { 'stripe-signature': 'x' }, paymentErrors.badSignature],
    ['an endless one', PATH, { 'stripe-signature': 'v1='.repeat(900) }, paymentErrors.badSignature],
    [
      'an unknown psp',
      `${PATH}/nobody`,
      { 'stripe-signature': SIGNATURE },
      paymentErrors.unknownPsp,
    ],
    ['a name of Object', `${PATH}/constructor`, {}, paymentErrors.unknownPsp],
  ])('with %s is refused here', async (_what, path, headers, problem) => {
    const answer = await send(path, '{}', headers);
    expect(answer.status).toBe(problem.status);
    expect(await codeOf(answer)).toBe(problem.code);
    expect(carried).toBe(0);
  });

  it.each([...pspWebhooks])('of %s needs what the contract says of it', async (psp, webhook) => {
    const { signature, maxBytes } = webhook;
    expect(maxBytes).toBeLessThanOrEqual(64 * 1_024);
    const looksRight = [SIGNATURE, 'sig-pp=:AAAA:'].find((value) => signature?.form.test(value));
    const headers = signature ? { [signature.header]: looksRight! } : {};
    expect((await send(`${PATH}/${psp}`, 'x'.repeat(maxBytes), headers)).status).toBe(200);
    expect(carried).toBe(1);
    const tooLarge = 'x'.repeat(maxBytes + 1);
    for (const body of [tooLarge, new Blob([tooLarge]).stream()]) {
      expect((await send(`${PATH}/${psp}`, body, headers)).status).toBe(413);
    }
    if (signature) expect((await send(`${PATH}/${psp}`, '{}')).status).toBe(400);
    expect(carried).toBe(1);
  });
});

describe('floods of webhooks', () => {
  it('20 of 700 KB without a signature are not published to NATS', async () => {
    const body = 'x'.repeat(700 * 1_024);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(PATH, body)));
    for (const { status } of answers) expect([400, 413]).toContain(status);
    expect(carried).toBe(0);
  });

  it.each([
    ['by their length', (body: string) => body],
    ['in chunks', (body: string) => new Blob([body]).stream()],
  ])('what looks signed and is too large is refused %s', async (_how, bodyOf) => {
    const answer = await fetch(url + PATH, {
      method: 'POST',
      headers: { 'x-forwarded-for': `203.0.113.${caller}`, 'stripe-signature': SIGNATURE },
      body: bodyOf('x'.repeat(65 * 1_024)),
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
    expect(carried).toBe(0);
  });

  it('forwards eight at once; others wait, and beyond that are refused for a retry', async () => {
    let [running, most] = [0, 0];
    const held = Promise.withResolvers<void>();
    gateway.fake(paymentRpc.receiveWebhook, async () => {
      most = Math.max(most, ++running);
      await held.promise;
      running--;
      return received;
    });
    const answers: Response[] = [];
    const sent = Array.from({ length: 120 }, async () =>
      answers.push(await send(PATH, '{}', { 'stripe-signature': SIGNATURE })),
    );
    // 64 wait for the eight that are held; there is no place for others.
    await eventually(() => expect(answers.length).toBeGreaterThanOrEqual(120 - 8 - 64));
    held.resolve();
    await Promise.all(sent);
    expect(most).toBe(8);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThanOrEqual(120 - 8 - 64);
    for (const { status, headers } of refused) {
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('a network whose signatures fail is refused before its bodies are read', async () => {
    gateway.fake(paymentRpc.receiveWebhook, () => {
      throw paymentErrors.badSignature();
    });
    const statuses: number[] = [];
    for (let n = 0; n < 105; n++) {
      statuses.push((await send(PATH, '{}', { 'stripe-signature': SIGNATURE })).status);
    }
    expect(statuses.slice(0, 100)).toEqual(Array<number>(100).fill(400));
    expect(statuses.at(-1)).toBe(429);
    caller++;
    expect((await send(PATH, '{}', { 'stripe-signature': SIGNATURE })).status).toBe(400);
  });

  it('releases the place of a sender that disconnects halfway', async () => {
    const sockets: Socket[] = [];
    for (let n = 0; n < 50; n++) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(
        `POST ${PATH} HTTP/1.1\r\nhost: a\r\nstripe-signature: ${SIGNATURE}\r\ncontent-length: 60000\r\n\r\n{`,
      );
      sockets.push(socket);
    }
    for (const socket of sockets) socket.destroy();
    gateway.fake(paymentRpc.receiveWebhook, () => received);
    await eventually(async () => {
      expect((await send(PATH, '{}', { 'stripe-signature': SIGNATURE })).status).toBe(200);
    });
  });
});
