import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiServer, json, problem, type ApiServer, type Reply } from '../api-server.harness.ts';
import {
  createClient,
  memoryTokens,
  tokenSession,
  type ServerEvent,
  type StreamState,
} from '../client.ts';

const STREAM = '/api/v1/me/notifications/stream';

let server: ApiServer | undefined;
let stop = () => undefined as void;
afterEach(async () => {
  stop();
  await server?.close();
});

async function follow(reply: Reply) {
  server = await apiServer(reply);
  const tokens = { accessToken: 'a-1', refreshToken: 'r-1' };
  const session = tokenSession(memoryTokens(tokens));
  const events: ServerEvent[] = [];
  const states: (StreamState | [StreamState, unknown])[] = [];
  const api = createClient({ url: server.url, session });
  stop = api.events(STREAM, {
    onEvent: (event) => void events.push(event),
    onState: (state, reason) => void states.push(reason ? [state, reason] : state),
  });
  return { events, states, seen: server.seen };
}

function open(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text);
}

describe('a stream', () => {
  it('delivers events, with what they say from JSON', async () => {
    const { events, states, seen } = await follow((_, response) =>
      open(response, ': hi\n\nevent: notification\nid: 7\ndata: {"messageId":"é"}\n\ndata: x\n\n'),
    );
    await vi.waitUntil(() => events.length === 2);
    expect(events).toEqual([
      { event: 'notification', data: { messageId: 'é' }, id: '7' },
      { event: 'message', data: 'x', id: '7' },
    ]);
    expect(states).toEqual(['open']);
    expect(seen[0]!.headers).toMatchObject({
      accept: 'text/event-stream',
      authorization: 'Bearer a-1',
    });
  });

  it('is opened again where it broke, with the last id, as fast as the server asks', async () => {
    const { events, states, seen } = await follow((_, response) => {
      open(response, `retry: 20\nid: ${server!.seen.length}\ndata: 1\n\n`);
      if (server!.seen.length === 1) setTimeout(() => response.destroy(), 20);
      else if (server!.seen.length === 2) response.end();
    });
    await vi.waitUntil(() => events.length === 3);
    expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1', '2']);
    expect(states.map((state) => (Array.isArray(state) ? state[0] : state))).toEqual([
      'open',
      'waiting',
      'open',
      'waiting',
      'open',
    ]);
  });

  it('waits as long as a refusal asks for', async () => {
    const { states, seen } = await follow((_, response) => {
      if (server!.seen.length > 2) open(response, ': hi\n\n');
      else if (server!.seen.length === 1) open(response, 'retry: 1\n\n');
      else problem(response, 429, 'platform.too_many_requests', { 'retry-after': '1' });
      if (server!.seen.length === 1) response.end();
    });
    await vi.waitUntil(() => seen.length === 2);
    const refusedAt = performance.now();
    await vi.waitUntil(() => seen.length === 3, { timeout: 3_000 });
    expect(performance.now() - refusedAt).toBeGreaterThan(900);
    expect(states[2]).toMatchObject(['waiting', { status: 429 }]);
  });

  it('refreshes a session that is over', async () => {
    const { events, states } = await follow(({ url, headers }, response) => {
      const fresh = { accessToken: 'a-2', refreshToken: 'r-2' };
      if (url !== STREAM) json(response, 200, fresh);
      else if (headers.authorization === 'Bearer a-2') open(response, 'data: 1\n\n');
      else problem(response, 401, 'platform.unauthenticated');
    });
    await vi.waitUntil(() => events.length === 1);
    expect(states).toEqual(['open']);
  });

  it.each([
    ['refused for good', (r: ServerResponse) => problem(r, 403, 'auth.suspended'), 403],
    ['not there', (r: ServerResponse) => r.writeHead(204).end(), undefined],
  ])('that is %s is closed', async (_, reply, status) => {
    const { states, seen } = await follow((_, response) => void reply(response));
    await vi.waitUntil(() => states.length > 0);
    if (status) expect(states).toMatchObject([['closed', { status }]]);
    else expect(states).toEqual(['closed']);
    expect(seen).toHaveLength(1);
  });

  it('is closed when it is stopped, and its connection with it', async () => {
    const gone = vi.fn();
    const { states } = await follow((_, response) => {
      response.on('close', gone);
      open(response, 'data: 1\n\n');
    });
    await vi.waitUntil(() => states.length === 1);
    stop();
    await vi.waitUntil(() => states.length === 2 && gone.mock.calls.length === 1);
    expect(states).toEqual(['open', 'closed']);
  });

  it('is closed when it is stopped while it waits', async () => {
    const { states } = await follow((_, response) => void response.destroy());
    await vi.waitUntil(() => states.length === 1);
    stop();
    await vi.waitUntil(() => states.length === 2);
    expect(states).toMatchObject([['waiting', { name: 'NetworkError' }], 'closed']);
  });
});
