import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiServer, json, problem, type ApiServer, type Reply } from './api-server.harness.ts';
import {
  ApiError,
  createClient,
  NetworkError,
  newIntent,
  TimeoutError,
  type BookingStateInput,
  type ClientOptions,
} from './client.ts';

const BOOKINGS = '/api/v1/bookings';
const SLOT = { providerId: 'p-1', startsAt: '2027-01-04T10:00:00.000Z' };

let server: ApiServer | undefined;
afterEach(() => server?.close());

async function clientOf(reply: Reply, options: Partial<ClientOptions> = {}) {
  server = await apiServer(reply);
  return { server, api: createClient({ url: server.url, ...options }) };
}

/** Answers with each of these in turn, and with the last from then on. */
function inTurn(...replies: ((response: ServerResponse) => void)[]): Reply {
  let next = 0;
  return (_, response) => replies[Math.min(next++, replies.length - 1)]!(response);
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was not refused'),
    (error: unknown) => error,
  );

describe('a request', () => {
  it('carries path, query, language and the headers that the caller makes', async () => {
    const { api, server } = await clientOf((_, response) => json(response, 200, { days: [] }), {
      locale: 'fr',
      headers: () => ({ traceparent: '00-a-b-01', 'x-none': undefined }),
    });
    const query = { from: '2027-01-04', to: '2027-01-05', zone: 'Africa/Abidjan' };
    await api.get('/api/v1/providers/{id}/slots', {
      params: { path: { id: 'a/b' }, query: { ...query, durationMinutes: undefined } },
    });
    const [{ url, headers }] = server.seen as [(typeof server.seen)[0]];
    const { pathname, searchParams } = new URL(url, server.url);
    expect(pathname).toBe('/api/v1/providers/a%2Fb/slots');
    expect(Object.fromEntries(searchParams)).toEqual(query);
    expect(headers).toMatchObject({ 'accept-language': 'fr', traceparent: '00-a-b-01' });
    expect(headers).not.toHaveProperty('x-none');
    expect(headers).not.toHaveProperty('idempotency-key');
  });

  it('sends a body as JSON and answers the output', async () => {
    const { api, server } = await clientOf((_, response) => json(response, 201, { id: 'b-1' }));
    const booking = await api.post(BOOKINGS, { body: SLOT, intent: newIntent() });
    expect(booking.id).toBe('b-1');
    expect(server.seen[0]).toMatchObject({ method: 'POST', body: SLOT });
    expect(server.seen[0]!.headers['content-type']).toBe('application/json');
  });

  it('says which version it changes, where one is given', async () => {
    const { api, server } = await clientOf((_, response) => json(response, 200, { id: 'b-1' }));
    const cancel = { params: { path: { id: 'b-1' } }, body: {}, intent: newIntent() };
    await api.post('/api/v1/bookings/{id}/cancel', { ...cancel, version: 3 });
    await api.post('/api/v1/bookings/{id}/cancel', cancel);
    expect(server.seen.map(({ headers }) => headers['if-match'])).toEqual(['"3"', undefined]);
  });

  it('compiles only as the contract says', async () => {
    const { api } = await clientOf((_, response) => json(response, 200, { items: [], state: '' }));
    // Never run: the compiler checks them.
    const wrong = async () => {
      // @ts-expect-error no such path
      await api.get('/api/v1/nothing');
      // @ts-expect-error the intent is missing
      await api.post(BOOKINGS, { body: SLOT });
      // @ts-expect-error nothing there has a version yet
      await api.post(BOOKINGS, { body: SLOT, intent: newIntent(), version: 1 });
      // @ts-expect-error a field is missing
      await api.post(BOOKINGS, { body: { providerId: 'p-1' }, intent: newIntent() });
      // @ts-expect-error the path needs an id
      await api.get('/api/v1/bookings/{id}');
      // @ts-expect-error no such side
      await api.get(BOOKINGS, { params: { query: { as: 'teacher' } } });
      // @ts-expect-error not a list
      api.pages('/api/v1/me');
      // @ts-expect-error not a stream
      api.events('/api/v1/me', { onEvent: () => undefined });
      const booking = await api.get('/api/v1/bookings/{id}', { params: { path: { id: 'b-1' } } });
      // @ts-expect-error a state may be one that came later
      const known: BookingStateInput = booking.state;
      // @ts-expect-error no such field
      const unknown: unknown = booking.teacherId;
      // @ts-expect-error no such code
      const isTaken = new ApiError(Response.error(), {}).is('booking.slot_tekken');
      return [known, unknown, isTaken];
    };
    expect(wrong).toBeTypeOf('function');
  });
});

describe('a refusal', () => {
  it('is an error with all that the problem says', async () => {
    const errors = [
      { pointer: '/password', code: 'too_short', detail: 'at least 10', params: { min: 10 } },
    ];
    const body = { title: 'No', detail: 'Do this', status: 400, code: 'platform.invalid_input' };
    const { api } = await clientOf((_, response) => {
      response.writeHead(400, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ ...body, errors, params: { max: 3 }, requestId: 'r-7' }));
    });
    const error = await refused(api.get('/api/v1/me'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ ...body, message: 'No', errors, requestId: 'r-7' });
    expect(error).toHaveProperty('params.max', 3);
    expect((error as ApiError).retryAfterS).toBeUndefined();
    expect((error as ApiError).is('booking.slot_taken', 'platform.invalid_input')).toBe(true);
    expect((error as ApiError).is('booking.slot_taken')).toBe(false);
  });

  it('is an error too where something before the API answered', async () => {
    const page = (response: ServerResponse) => response.writeHead(413).end('<h1>Too large</h1>');
    const { api } = await clientOf(inTurn(page));
    expect(await refused(api.get('/api/v1/me'))).toMatchObject({
      status: 413,
      code: 'http.413',
      title: 'Payload Too Large',
      detail: '',
      errors: [],
    });
  });

  it('says how long to wait, whether in seconds or until a date', async () => {
    const until = new Date(Date.now() + 60_000).toUTCString();
    const { api } = await clientOf(
      inTurn(
        (response) => problem(response, 429, 'x.y', { 'retry-after': '600' }),
        (response) => problem(response, 429, 'x.y', { 'retry-after': until }),
        (response) => problem(response, 429, 'x.y', { 'retry-after': 'soon' }),
      ),
    );
    const seconds = async () => ((await refused(api.get('/api/v1/me'))) as ApiError).retryAfterS;
    expect(await seconds()).toBe(600);
    expect(await seconds()).toBeGreaterThan(55);
    expect(await seconds()).toBeUndefined();
  });
});

describe('what is safe to send again', () => {
  const cut = (response: ServerResponse) => response.destroy();
  const fine = (response: ServerResponse) => json(response, 200, { id: 'b-1' });

  it('is sent again after cut connections, and 502, 503 and 504', async () => {
    const statuses = [502, 503, 504].map(
      (status) => (response: ServerResponse) => problem(response, status, 'platform.unavailable'),
    );
    const { api, server } = await clientOf(inTurn(cut, ...statuses, fine));
    await api.get('/api/v1/me');
    expect(server.seen).toHaveLength(5);
  });

  it('keeps its Idempotency-Key', async () => {
    const inFlight = (response: ServerResponse) =>
      problem(response, 409, 'platform.idempotency_key_in_flight', { 'retry-after': '1' });
    const { api, server } = await clientOf(inTurn(cut, inFlight, fine));
    const intent = newIntent();
    const began = performance.now();
    await api.post(BOOKINGS, { body: SLOT, intent });
    expect(performance.now() - began).toBeGreaterThan(1_000);
    expect(server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(
      Array(3).fill(intent),
    );
    expect(server.seen.map(({ body }) => body)).toEqual(Array(3).fill(SLOT));
  });

  it.each([
    ['a 500', (response: ServerResponse) => problem(response, 500, 'platform.internal')],
    ['a final 409', (response: ServerResponse) => problem(response, 409, 'booking.slot_taken')],
    [
      'a limit that lasts longer than a caller waits',
      (response: ServerResponse) => problem(response, 429, 'a.b', { 'retry-after': '11' }),
    ],
  ])('is not after %s', async (_, reply) => {
    const { api, server } = await clientOf(inTurn(reply));
    await refused(api.post(BOOKINGS, { body: SLOT, intent: newIntent() }));
    expect(server.seen).toHaveLength(1);
  });

  it('is not sent for ever', async () => {
    const { api, server } = await clientOf(inTurn(cut), { retries: 2 });
    expect(await refused(api.get('/api/v1/me'))).toBeInstanceOf(NetworkError);
    expect(server.seen).toHaveLength(3);
  });

  it('is no write without an intent', async () => {
    const { api, server } = await clientOf(inTurn(cut, fine));
    const error = await refused(api.put('/api/v1/me/preferences', { body: {} as never }));
    expect(error).toBeInstanceOf(NetworkError);
    expect(server.seen).toHaveLength(1);
  });
});

describe('patience', () => {
  const silent: Reply = () => undefined;

  it('ends with a time-out, also in the middle of an answer', async () => {
    const { api } = await clientOf((_, response) => void response.write('{"id":'), { retries: 0 });
    const error = await refused(api.get('/api/v1/me', { timeoutMs: 50 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toBeInstanceOf(NetworkError);
  });

  it('ends when the caller goes, with the reason of the caller', async () => {
    const { api, server } = await clientOf(silent);
    const controller = new AbortController();
    const error = refused(api.get('/api/v1/me', { signal: controller.signal }));
    await vi.waitUntil(() => server.seen.length === 1);
    controller.abort(new Error('gone'));
    expect(await error).toMatchObject({ message: 'gone' });
  });

  it('ends between two tries too, and before the first', async () => {
    const { api, server } = await clientOf((_, response) =>
      problem(response, 503, 'a.b', { 'retry-after': '9' }),
    );
    const controller = new AbortController();
    const error = refused(api.get('/api/v1/me', { signal: controller.signal }));
    await vi.waitUntil(() => server.seen.length === 1);
    controller.abort();
    expect(await error).toMatchObject({ name: 'AbortError' });
    await refused(api.get('/api/v1/me', { signal: controller.signal }));
    expect(server.seen).toHaveLength(1);
  });

  it('ends with an answer that is no JSON, as behind a hotel’s sign-in page', async () => {
    const page = (_: unknown, response: ServerResponse) => void response.end('<h1>Wi-Fi</h1>');
    const { api } = await clientOf(page, { retries: 0 });
    expect(await refused(api.get('/api/v1/me'))).toBeInstanceOf(NetworkError);
  });
});

describe('pages', () => {
  const pages: Reply = ({ url }, response) => {
    const cursor = new URL(url, 'http://x').searchParams.get('cursor');
    // The second holds nothing, as a page of the search may.
    if (cursor === null) json(response, 200, { items: [1, 2], nextCursor: 'a' });
    else if (cursor === 'a') json(response, 200, { items: [], nextCursor: 'b' });
    else json(response, 200, { items: [3], nextCursor: null });
  };

  it('are read one after the other, with the same query', async () => {
    const { api, server } = await clientOf(pages);
    const options = { params: { query: { as: 'provider', limit: 2 } } } as const;
    expect(await Array.fromAsync(api.pages(BOOKINGS, options))).toEqual([1, 2, 3]);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/api/v1/bookings?as=provider&limit=2',
      '/api/v1/bookings?as=provider&limit=2&cursor=a',
      '/api/v1/bookings?as=provider&limit=2&cursor=b',
    ]);
  });

  it('are not asked for before they are needed', async () => {
    const { api, server } = await clientOf(pages);
    for await (const _ of api.pages(BOOKINGS)) break;
    expect(server.seen).toHaveLength(1);
  });
});
