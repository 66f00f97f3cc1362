import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AccessToken,
  RoomServiceClient,
  WebhookReceiver,
  type VideoGrant,
  type WebhookEvent,
} from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startLiveKitSimulator, type LiveKitSimulator } from './livekit-simulator.ts';

const key = { apiKey: 'APIspec', apiSecret: 'a secret of the simulator' };
let livekit: LiveKitSimulator;
let client: RoomServiceClient;

beforeAll(async () => {
  livekit = await startLiveKitSimulator(key);
  client = new RoomServiceClient(livekit.url, key.apiKey, key.apiSecret);
});
afterEach(() => livekit.faults.reset());
afterAll(() => livekit?.close());

/** What a call of ListRooms answers to a token of these grants. */
async function answerTo(grant: VideoGrant, ttl = 60, secret = key.apiSecret) {
  const token = new AccessToken(key.apiKey, secret, { ttl });
  token.addGrant(grant);
  const response = await fetch(`${livekit.url}/twirp/livekit.RoomService/ListRooms`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await token.toJwt()}`,
      'content-type': 'application/json',
    },
    body: '{}',
  });
  return { status: response.status, body: await response.json() };
}

it('makes, lists and deletes rooms for LiveKit’s own client', async () => {
  const made = await client.createRoom({ name: 'lesson', maxParticipants: 2 });
  expect(made).toMatchObject({ name: 'lesson', maxParticipants: 2, numParticipants: 0 });
  expect((await client.createRoom({ name: 'lesson' })).sid).toBe(made.sid);
  expect((await client.listRooms(['lesson', 'other'])).map(({ name }) => name)).toEqual(['lesson']);
  await client.deleteRoom('lesson');
  expect(await client.listRooms()).toEqual([]);
  await expect(client.deleteRoom('lesson')).rejects.toMatchObject({
    status: 404,
    code: 'not_found',
  });
});

it('refuses tokens of another secret, of the past, and without the grant', async () => {
  expect((await answerTo({ roomList: true })).status).toBe(200);
  const unauthenticated = { status: 401, body: { code: 'unauthenticated' } };
  expect(await answerTo({ roomList: true }, 60, 'another secret')).toMatchObject(unauthenticated);
  expect(await answerTo({ roomList: true }, -10)).toMatchObject(unauthenticated);
  expect(await answerTo({ roomCreate: true })).toMatchObject({
    status: 403,
    body: { code: 'permission_denied' },
  });
  const bare = await fetch(`${livekit.url}/twirp/livekit.RoomService/ListRooms`, {
    method: 'POST',
  });
  expect(bare.status).toBe(401);
});

it('fails on demand', async () => {
  await client.createRoom({ name: 'lesson' });
  livekit.faults.change({ fail: { next: 1 } });
  await expect(client.deleteRoom('lesson')).rejects.toMatchObject({ code: 'unavailable' });
  livekit.faults.change({ timeoutAfterEffect: { next: 1 } });
  const impatient = new RoomServiceClient(livekit.url, key.apiKey, key.apiSecret, {
    requestTimeout: 0.2,
  });
  await expect(impatient.deleteRoom('lesson')).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(await client.listRooms()).toEqual([]);
});

it('reports who enters and leaves, signed as LiveKit’s own receiver expects it', async () => {
  const receiver = new WebhookReceiver(key.apiKey, key.apiSecret);
  const reports: WebhookEvent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization } = request.headers;
      void receiver
        .receive(Buffer.concat(chunks).toString(), authorization)
        .then((event) => reports.push(event))
        .finally(() => response.end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const control = (path: string, body: object) =>
    fetch(`${livekit.url}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { port } = server.address() as AddressInfo;
  await control('webhook-endpoint', { url: `http://127.0.0.1:${port}` });
  try {
    await control('enter', { room: 'algebra', identity: 'awa', at: '2026-11-26T10:00:00.250Z' });
    const [awa] = await client.listParticipants('algebra');
    expect(awa).toMatchObject({ identity: 'awa', joinedAtMs: 1_795_687_200_250n });
    await control('leave', { room: 'algebra', identity: 'awa' });
    expect(await client.listParticipants('algebra')).toEqual([]);
    await client.deleteRoom('algebra');
    await vi.waitFor(() => expect(reports).toHaveLength(4));
    expect(reports.map(({ event }) => event).sort()).toEqual([
      'participant_joined',
      'participant_left',
      'room_finished',
      'room_started',
    ]);
    const left = reports.find(({ event }) => event === 'participant_left');
    expect(left!.participant).toMatchObject({ sid: awa!.sid, joinedAtMs: 1_795_687_200_250n });
  } finally {
    server.close();
    await control('webhook-endpoint', { url: null });
  }
});
