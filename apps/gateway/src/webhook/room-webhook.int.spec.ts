import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RpcInput } from '@edu/contract-kit';
import { sessionErrors, sessionRpc } from '@edu/contracts-session';
import { startTestService, type TestService } from '@edu/testing';
import { gatewayService } from '../main.ts';
import { ROOM_WEBHOOK_PATH } from './room-webhook.routes.ts';

const TOKEN = `${'a'.repeat(36)}.${'b'.repeat(120)}.${'c'.repeat(43)}`;
const received = { received: true as const };

let gateway: TestService;
let url: string;
let carried: RpcInput<typeof sessionRpc.receiveWebhook>[] = [];

beforeAll(async () => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0' } });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}${ROOM_WEBHOOK_PATH}`;
  gateway.fake(sessionRpc.receiveWebhook, (input) => {
    carried.push(input);
    return received;
  });
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());
beforeEach(() => {
  carried = [];
});

const send = (body: string, authorization?: string) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/webhook+json',
      ...(authorization && { authorization }),
    },
    body,
  });

it('carries the bytes of a report and the token that signs them', async () => {
  const raw = '{ "event": "participant_joined",  "é": 1 }';
  const answer = await send(raw, TOKEN);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual(received);
  expect(carried).toEqual([{ body: Buffer.from(raw).toString('base64'), authorization: TOKEN }]);
});

it.each([
  ['no token', undefined],
  ['a person’s token', `Bearer ${TOKEN}`],
  ['half of one', TOKEN.slice(0, 60)],
  ['an endless one', `${'a'.repeat(300)}.b.${'c'.repeat(43)}`],
])('refuses %s before it reads anything', async (_what, authorization) => {
  const answer = await send('{}', authorization);
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { code: string }).code).toBe(sessionErrors.badWebhook.code);
  expect(carried).toEqual([]);
});

it('refuses what is larger than a report', async () => {
  expect((await send('x'.repeat(33 * 1_024), TOKEN)).status).toBe(413);
  expect(carried).toEqual([]);
});
