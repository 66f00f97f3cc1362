import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { contracts } from '@edu/contracts-registry';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NATS_HEADER, newId, platformErrors, type UnknownValue } from '@edu/contract-kit';
import { authErrors, authEvents, authRpc } from '@edu/contracts-auth';
import {
  bookingErrors,
  bookingRpc,
  type Booking,
  type BookingDetails,
} from '@edu/contracts-booking';
import { notificationEvents } from '@edu/contracts-notification';
import { searchRpc } from '@edu/contracts-search';
import { startService } from '@edu/service';
import {
  eventually,
  natsUrlOf,
  startTestService,
  testActor,
  testServers,
  testStorage,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { gatewayService } from './main.ts';

let gateway: TestService;
let url: string;
let student: TestActor;
const routes: string[] = [];

const booking: Booking = {
  id: newId(),
  learnerId: newId(),
  payerId: null,
  providerId: newId(),
  state: 'pending',
  mode: 'online',
  subject: null,
  groupId: null,
  trial: false,
  startsAt: '2026-12-01T10:00:00.000Z',
  endsAt: '2026-12-01T11:00:00.000Z',
  price: { amount: 5_000, currency: 'XOF' },
  zone: 'Africa/Abidjan',
  holdExpiresAt: null,
  seriesId: null,
  answerBy: null,
  createdAt: '2026-11-23T10:00:00.000Z',
  version: 1,
  reschedules: 0,
};
const details: BookingDetails = {
  ...booking,
  learnerName: null,
  providerName: 'Awa Koné',
  askedStartsAt: null,
  groupTitle: null,
  rescheduleProposal: null,
  policy: { name: 'moderate', tiers: [], graceMinutes: 15 },
  cancellation: null,
  ofSeries: null,
};

beforeAll(async () => {
  const recording = {
    ...gatewayService,
    http: (config: Parameters<NonNullable<typeof gatewayService.http>>[0]) => {
      const http = gatewayService.http!(config);
      http.adapter.getInstance().addHook('onRoute', (route) => {
        const methods = [route.method].flat().filter((method) => method !== 'HEAD');
        for (const method of methods) routes.push(`${method} ${route.url}`);
      });
      return http;
    },
  };
  gateway = await startTestService(recording, {
    env: { PORT: '0', STATUS_LINKS: 'Mailbox|http://127.0.0.1:1' },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  student = await testActor('student');
});
afterAll(() => gateway.stop());

interface Ask {
  method?: string;
  body?: unknown;
  raw?: string;
  as?: TestActor;
  headers?: Record<string, string>;
}
const ask = async (path: string, { method, body, raw, as, headers }: Ask = {}) => {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  // NATS knows what is subscribed to before the gateway asks, on a connection of its own.
  await gateway.nats.connection.flush();
  const response = await fetch(url + path, {
    method: method ?? (payload === undefined ? 'GET' : 'POST'),
    headers: {
      'accept-language': 'en',
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,

    body: json ? JSON.parse(text) : text,
  };
};
const bookable = { providerId: booking.providerId, startsAt: booking.startsAt };
const key = () => ({ 'idempotency-key': newId() });

describe('a contract route', () => {
  it('forwards input, actor, key and language, and answers the bytes of the service', async () => {
    let seen: unknown;
    gateway.fake(bookingRpc.create, (input) => {
      seen = input;
      return booking;
    });
    const answer = await ask('/api/v1/bookings', { body: bookable, as: student, headers: key() });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(booking);
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    const defaults = { durationMinutes: 60, mode: 'online', trial: false, beyondCaps: false };
    expect(seen).toEqual({ ...bookable, ...defaults });
  });

  it('says what the client is to a sign-in, and to nothing else', async () => {
    const seen: (string | undefined)[] = [];
    const watched = [authRpc.verify, searchRpc.suggest].map(({ subject }) =>
      gateway.nats.connection.subscribe(subject, {
        callback: (_error, message) => {
          seen.push(message.headers?.get(NATS_HEADER.userAgent));
        },
      }),
    );
    await gateway.nats.connection.flush();
    gateway.fake(authRpc.verify, () => {
      throw authErrors.badCode();
    });
    gateway.fake(searchRpc.suggest, () => ({ items: [] }));
    const headers = { 'user-agent': `Firefox/145.0 ${'x'.repeat(1_000)}` };
    const body = { verificationId: newId(), code: '123456' };
    expect((await ask('/api/v1/auth/verify', { body, headers })).status).toBe(422);
    expect((await ask('/api/v1/search/suggest?q=mat', { headers })).status).toBe(200);
    expect(seen).toEqual([expect.stringMatching(/^Firefox\/145\.0 x{498}$/), '']);
    for (const subscription of watched) subscription.unsubscribe();
  });

  it('turns query texts into what the contract declares', async () => {
    let seen: unknown;
    gateway.fake(searchRpc.tutors, (input) => {
      seen = input;
      return { items: [], nextCursor: null, facets: null };
    });
    const answer = await ask('/api/v1/search/tutors?subject=maths&lat=5.36&lng=-3.99&radiusKm=10');
    expect(answer.status).toBe(200);
    expect(seen).toMatchObject({ subject: 'maths', lat: 5.36, lng: -3.99, radiusKm: 10 });
  });

  it('answers a service’s problem in the caller’s language', async () => {
    gateway.fake(bookingRpc.create, () => {
      throw bookingErrors.tooManyHolds({ params: { max: 3 }, retryAfter: 754 });
    });
    const request = { body: bookable, as: student };
    const en = await ask('/api/v1/bookings', { ...request, headers: key() });
    const fr = await ask('/api/v1/bookings', {
      ...request,
      headers: { ...key(), 'accept-language': 'fr-CI, en;q=0.5' },
    });
    expect(en.status).toBe(429);
    expect(en.headers.get('content-type')).toContain('application/problem+json');
    expect(en.headers.get('retry-after')).toBe('754');
    expect(en.body).toMatchObject({
      code: bookingErrors.tooManyHolds.code,
      title: 'You hold 3 unpaid slots already',
      status: 429,
    });
    expect(fr.body.title).toBe('Vous retenez déjà 3 créneaux non payés');
    expect(fr.headers.get('content-language')).toBe('fr');
  });

  it('answers 503 with Retry-After when the service is not there', async () => {
    const answer = await ask('/api/v1/auth/login', {
      body: { address: { channel: 'email', email: 'a@b.co' }, password: 'x' },
    });
    expect(answer.status).toBe(503);
    expect(answer.body.code).toBe(platformErrors.unavailable.code);
    expect(answer.headers.get('retry-after')).toBeTruthy();
  });

  it('requires a token, the right role, and an Idempotency-Key', async () => {
    const post = (as?: TestActor) =>
      ask('/api/v1/bookings', { body: bookable, ...(as && { as }), headers: key() });
    expect((await post()).status).toBe(401);
    expect((await post(await testActor('tutor'))).status).toBe(403);
    const forged = student.token.replace(/\.[^.]+$/, `.${'A'.repeat(342)}`);
    expect((await post({ ...student, token: forged })).status).toBe(401);
    expect((await post(await testActor('student', { expiresInS: -120 }))).status).toBe(401);
    const without = await ask('/api/v1/bookings', { body: bookable, as: student });
    expect(without.body).toMatchObject({
      status: 400,
      code: platformErrors.idempotencyKeyMissing.code,
    });
  });
});

describe('bad input', () => {
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  it.each([
    ['malformed JSON', '{"a":', 400],
    ['an array', '[]', 400],
    ['a number', '1', 400],
    ['too deep', deep(10_000), 400],
    ['too many keys', JSON.stringify(Object.fromEntries(Array(2_000).entries())), 400],
    ['a prototype', '{"__proto__":{"admin":true}}', 400],
    ['a NUL', '{"providerId":"\\u0000"}', 400],
    ['a lone surrogate', '{"providerId":"\\ud800"}', 400],
    ['an infinite number', '{"durationMinutes":1e400}', 400],
    ['too large', JSON.stringify({ subject: 'x'.repeat(200_000) }), 413],
    ['unknown fields', JSON.stringify({ ...bookable, price: 1 }), 400],
  ])('%s', async (_name, raw, status) => {
    const answer = await ask('/api/v1/bookings', { raw, as: student, headers: key() });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.code).toMatch(/^platform\./);
    expect(answer.body.requestId).toBeTruthy();
  });

  it('reads an oversized body to its end, so that the client gets the 413 and can go on', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const [received, lost] = [[] as string[], [] as Error[]];
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => received.push(text)).on('error', (e) => lost.push(e));
    const size = 2 ** 21;
    const head = `POST /api/v1/bookings HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    socket.write(
      `${head}authorization: Bearer ${student.token}\r\ncontent-length: ${size}\r\n\r\n`,
    );
    for (let sent = 0; sent < size; sent += 2 ** 18) {
      socket.write(' '.repeat(2 ** 18));
      await sleep(10);
    }
    socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    await eventually(() => expect(received.join('')).toContain('{"status":"live"}'));
    expect(received.join('')).toMatch(/^HTTP\/1.1 413 /);
    expect(lost).toEqual([]);
    socket.destroy();
  });

  it('names the bad fields by pointer, in the caller’s language', async () => {
    const answer = await ask('/api/v1/bookings', {
      body: { providerId: 'x', startsAt: 5, price: 1 },
      as: student,
      headers: { ...key(), 'accept-language': 'fr' },
    });
    const pointers = answer.body.errors.map((e: { pointer: string }) => e.pointer).sort();
    expect(pointers).toEqual(['/price', '/providerId', '/startsAt']);
    expect(answer.body.errors.map((e: { detail: string }) => e.detail).join()).toMatch(
      /n’a pas la forme attendue/,
    );
  });

  it.each([
    ['another media type', { raw: 'a=b', headers: { 'content-type': 'text/plain' } }, 415],
    ['an unknown path', { headers: {} }, 404],
  ])('%s', async (_name, request, status) => {
    const path = status === 404 ? '/api/v1/nowhere' : '/api/v1/bookings';
    const answer = await ask(path, request);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers odd paths and ids with a problem', async () => {
    for (const id of ["'", '%00', '*', '%3E', '..%2f..', '%E0%A4%A', 'x'.repeat(300)]) {
      const answer = await ask(`/api/v1/bookings/${id}`, { as: student });
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});

describe('limits', () => {
  afterEach(() => gateway.clock.reset());

  it('counts a route’s own limit in Redis and answers 429 with Retry-After', async () => {
    gateway.clock.set(new Date()); // no window ends while a test counts
    gateway.fake(authRpc.loginCode, () => ({
      verificationId: newId(),
      channel: 'sms' as const,
      expiresAt: booking.endsAt,
    }));
    const body = { address: { channel: 'sms', phone: '+2250700000000' } };
    const answers = [];
    const { max } = [authRpc.loginCode.http!.limit!].flat()[0]!;
    for (let i = 0; i < max + 2; i++) answers.push(await ask('/api/v1/auth/login/otp', { body }));
    expect(answers.map((a) => a.status)).toEqual([...Array<number>(max).fill(202), 429, 429]);
    expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('let one person book 20 times an hour, whatever comes of it, and the next one too', async () => {
    let asked = 0;
    gateway.fake(bookingRpc.create, () => {
      if (++asked % 2) throw bookingErrors.slotTaken();
      return booking;
    });
    gateway.clock.set(new Date()); // no window ends while a test counts
    const [eager, other] = [await testActor('student'), await testActor('student')];
    const book = (as: TestActor) => ask('/api/v1/bookings', { body: bookable, as, headers: key() });
    const answers = [];
    for (let i = 0; i < 22; i++) answers.push(await book(eager));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([...Array<number[]>(10).fill([409, 201]).flat(), 429, 429]);
    expect(asked).toBe(20);
    const refused = answers.at(-1)!;
    expect(refused.body).toMatchObject({ code: platformErrors.tooManyRequests.code });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3_600);
    expect((await book(other)).status).not.toBe(429);
  });
});

const envelope = {
  id: newId(),
  type: authEvents.sessionRevoked.subject,
  at: new Date().toISOString(),
  aggregateId: newId(),
  sequence: 1,
};

describe('revocation', () => {
  it('refuses a token at once when its session ends or its user is suspended', async () => {
    gateway.fake(bookingRpc.get, () => details);
    const one = await testActor('student');
    const two = await testActor('student');
    const get = (as: TestActor) => ask(`/api/v1/bookings/${booking.id}`, { as });
    expect((await get(one)).status).toBe(200);
    await gateway.publish(authEvents.sessionRevoked, { ...one, reason: 'logout' });
    await gateway.publish(authEvents.userSuspended, { userId: two.userId });
    await eventually(async () => expect((await get(one)).status).toBe(401));
    await eventually(async () => expect((await get(two)).status).toBe(401));
    await gateway.publish(authEvents.userReinstated, { userId: two.userId });
    await eventually(async () => expect((await get(two)).status).toBe(200));
  });

  it('refuses the tokens of a signing key that was revoked, and those alone', async () => {
    gateway.fake(bookingRpc.get, () => details);
    const actors = [await testActor('student'), await testActor('student', { keyId: 'stolen' })];
    const statuses = () =>
      Promise.all(
        actors.map(async (as) => (await ask(`/api/v1/bookings/${booking.id}`, { as })).status),
      );
    expect(await statuses()).toEqual([200, 200]);
    await gateway.publish(authEvents.signingKeyRevoked, { keyId: 'stolen' });
    await eventually(async () => expect(await statuses()).toEqual([200, 401]));
  });

  it('refuses a token whose session ended for a reason that came after this release', async () => {
    gateway.fake(bookingRpc.get, () => details);
    const actor = await testActor('student');
    const get = () => ask(`/api/v1/bookings/${booking.id}`, { as: actor });
    expect((await get()).status).toBe(200);
    const reason = 'device_lost' as UnknownValue;
    await gateway.publish(authEvents.sessionRevoked, { ...actor, reason });
    await eventually(async () => expect((await get()).status).toBe(401));
  });

  it.each([
    ['no JSON', 'garbage'],
    ['an empty object', '{}'],
    ['data of another shape', JSON.stringify({ ...envelope, data: { sessionId: 5 } })],
    ['no date', JSON.stringify({ ...envelope, at: 'yesterday' })],
    ['an array', '[]'],
  ])('skips a message with %s and goes on following', async (_what, message) => {
    gateway.fake(bookingRpc.get, () => details);
    for (const event of [authEvents.sessionRevoked, authEvents.userSuspended]) {
      await gateway.nats.jetstream.publish(event.subject, message);
    }
    await gateway.nats.jetstream.publish(notificationEvents.delivered.subject, message);
    const actor = await testActor('student');
    const get = () => ask(`/api/v1/bookings/${booking.id}`, { as: actor });
    expect((await get()).status).toBe(200);
    await gateway.publish(authEvents.sessionRevoked, { ...actor, reason: 'logout' });
    await eventually(async () => expect((await get()).status).toBe(401));
    expect((await ask('/health/ready')).body.checks).toMatchObject({
      revocations: 'up',
      notifications: 'up',
    });
  });
});

describe('pages', () => {
  it('documents exactly the routes that are registered', async () => {
    const { body } = await ask('/api/v1/openapi.json');
    const documented = Object.entries(body.paths as Record<string, object>).flatMap(
      ([path, operations]) =>
        Object.keys(operations).map(
          (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        ),
    );
    // Keys of objects have slashes, which no path of OpenAPI can say.
    const registered = routes
      .filter((route) => route.includes(' /api/'))
      .map((route) => route.replace('*', ':key'));
    expect(documented.sort()).toEqual(registered.sort());
    const declared = contracts.flatMap((c) => Object.values(c.rpc)).filter((rpc) => rpc.http);
    expect(documented.length).toBeGreaterThanOrEqual(declared.length);
  });

  it('shows the documentation without anything from elsewhere', async () => {
    const page = await ask('/docs');
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(/https?:\/\//);
    expect((await ask('/docs/swagger-ui-bundle.js')).status).toBe(200);
    expect((await ask('/docs/swagger-ui.css')).status).toBe(200);
  });

  it('shows every service on the start page, in both languages', async () => {
    const en = await ask('/status');
    const fr = await ask('/status', { headers: { 'accept-language': 'fr' } });
    for (const contract of contracts) expect(en.body).toContain(contract.service);
    expect(en.body).toContain('Mailbox');
    expect(en.body).toContain('API documentation');
    expect(fr.body).toContain('Documentation de l’API');
    const health = await ask('/health/services');
    expect(health.status).toBe(503); // nobody else runs in this suite
    expect(health.body.services[0]).toMatchObject({ name: 'gateway', status: 'ready' });
    expect((await ask('/health/ready')).status).toBe(200);
  });
});

describe('draining', () => {
  it('answers every accepted request before it closes', async () => {
    let taken = 0;
    const drained = Promise.withResolvers<void>();
    gateway.fake(bookingRpc.get, async () => {
      taken++;
      await drained.promise;
      return details;
    });
    const second = await startService(gatewayService, {
      env: {
        NODE_ENV: 'test',
        LOG_LEVEL: 'fatal',
        PORT: '0',
        NATS_URL: natsUrlOf('gateway'),
        REDIS_URL: testServers().redisUrl,
        ...testStorage(gateway.storage),
        PUBLIC_URL: 'https://educonnect.test',
      },
    });
    const path = `http://127.0.0.1:${second.port}/api/v1/bookings/${booking.id}`;
    const headers = { authorization: `Bearer ${student.token}` };
    const requests = Array.from({ length: 40 }, () => fetch(path, { headers }));
    await eventually(() => expect(taken).toBe(40));
    const stopped = second.stop();
    setTimeout(drained.resolve, 250);
    await stopped;
    const statuses = (await Promise.all(requests)).map((response) => response.status);
    expect(statuses).toEqual(Array<number>(40).fill(200));
    await expect(fetch(path, { headers })).rejects.toThrow();
  });
});
