import { randomUUID } from 'node:crypto';
import { LOCALES, platformErrors, type Locale, type ProblemDetails } from '@edu/contract-kit';
import { routedRpcs as routes, type RoutedRpc } from '@edu/contracts-registry';
import { ApiClient, inParallel, Postbox, problemOf, type RawRequest } from '@edu/journey';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { badBodies, bodyOf, contentTypeOf } from './bad-bodies.ts';
import { makePeople, type People } from './people.ts';
import { headersOf, named, requestOf as routeRequest } from './route-requests.ts';

const platform = inject('platform');
const api = new ApiClient(platform.url);
const writeRoutes = routes.filter(({ http }) => http.method !== 'GET');
let people: People;

beforeAll(async () => {
  people = await makePeople(api, new Postbox(platform.urls));
}, 60_000);
afterAll(() => api.close());

/** Sends the request in both languages and expects one and the same refusal. */
async function refusal(request: RawRequest): Promise<ProblemDetails> {
  const ask = async (locale: Locale) => {
    const headers = { ...request.headers, 'accept-language': locale };
    const answer = await api.send({ ...request, headers });
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status, answer.text).toBeLessThan(500);
    return problemOf(answer);
  };
  // One after the other: at the same time the second would wait for the key of the first.
  const [first, second] = [await ask(LOCALES[0]), await ask(LOCALES[1])];
  expect(first.code).toBe(second.code);
  expect(first.title).not.toBe(second.title);
  return first;
}

function requestOf(rpc: RoutedRpc, extra: Partial<RawRequest> = {}): RawRequest {
  const request = routeRequest(rpc, people);
  return { ...request, ...extra, headers: { ...request.headers, ...extra.headers } };
}

describe.each(writeRoutes.map(named))('%s', (_name, rpc) => {
  it('refuses every bad body with a problem in the caller’s language', async () => {
    const bodies = badBodies(rpc);
    expect(bodies.length).toBeGreaterThan(20);
    await inParallel(bodies.length, 8, async (index) => {
      const bad = bodies[index]!;
      const request = requestOf(rpc, {
        body: bad.body,
        headers: { 'content-type': contentTypeOf(bad) },
      });
      await refusal(request).catch((cause: unknown) => {
        throw new Error(`${bad.what}: ${String(cause)}`, { cause });
      });
    });
  }, 60_000);

  it('says which fields are wrong', async () => {
    const problem = await refusal(
      requestOf(rpc, { body: JSON.stringify({ ...bodyOf(rpc), isAdmin: true }) }),
    );
    expect(problem.code).toBe(platformErrors.invalidInput.code);
    expect(problem.errors?.map(({ pointer }) => pointer)).toContain('/isAdmin');
  });
});

it.each(writeRoutes.filter((rpc) => rpc.access !== 'public').map(named))(
  '%s refuses who is not signed in, or badly',
  async (_name, rpc) => {
    for (const authorization of ['', 'Bearer x.y.z', 'Basic YTpi', `Bearer ${'a'.repeat(7_000)}`]) {
      const problem = await refusal(requestOf(rpc, { headers: { authorization } }));
      expect(problem.status, authorization.slice(0, 20)).toBe(401);
    }
  },
);

it.each(writeRoutes.filter((rpc) => rpc.idempotent).map(named))(
  '%s needs a well-formed Idempotency-Key',
  async (_name, rpc) => {
    const headers = headersOf(rpc, people);
    delete headers['idempotency-key'];
    const { method, path, body } = requestOf(rpc);
    const missing = await refusal({ method, path, body, headers });
    expect(missing.code).toBe(platformErrors.idempotencyKeyMissing.code);
    for (const key of ['k'.repeat(256), 'two words', '\u00e9']) {
      const problem = await refusal(requestOf(rpc, { headers: { 'idempotency-key': key } }));
      expect(problem.status).toBe(400);
    }
  },
);

const BAD_IDS = [
  "'",
  '%27%20OR%201%3D1',
  '..',
  '../..',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f',
  '%00',
  '%ff',
  '%',
  '%zz',
  '*',
  '%3e',
  'rpc.%3E',
  '%0d%0aX-Evil:1',
  '0',
  'null',
  '%F0%9F%92%A9',
  '00000000-0000-0000-0000-00000000000g',
  'x'.repeat(190),
  'x'.repeat(5_000),
];

describe.each(routes.filter(({ http }) => http.path.includes('{id}')).map(named))(
  '%s',
  (_name, rpc) => {
    it('refuses ids that are none', async () => {
      for (const id of BAD_IDS) {
        const path = `/api/v1${rpc.http.path.replace('{id}', id)}`;
        const isWrite = rpc.http.method !== 'GET';
        const body = isWrite ? JSON.stringify(bodyOf(rpc)) : undefined;
        const request = { method: rpc.http.method, path, headers: headersOf(rpc, people), body };
        await refusal(request).catch((cause: unknown) => {
          throw new Error(`${id.slice(0, 40)}: ${String(cause)}`, { cause });
        });
      }
    });
  },
);

describe('reading', () => {
  it.each([
    '/search/tutors?limit=1000000000',
    '/search/tutors?lat=NaN&lng=0',
    '/search/tutors?lat=1e400&lng=0',
    '/search/tutors?lat=5.3',
    '/search/tutors?sort=__proto__',
    '/search/tutors?__proto__=1',
    '/search/tutors?q=%00',
    '/search/tutors?subject=maths&subject=french',
    '/search/tutors?radiusKm=10000&lat=0&lng=0',
    `/search/tutors?q=${'x'.repeat(500)}`,
    '/search/coaches?minRate=1',
    '/search/mentors?lat=1',
    '/search/suggest',
    '/search/suggest?q=',
    `/providers/${randomUUID()}/slots`,
    `/providers/${randomUUID()}/slots?from=2026-01-01&to=2026-01-02&zone=Mars/Olympus`,
    `/providers/${randomUUID()}/slots?from=2026-13-01&to=2026-12-02&zone=Europe/Paris`,
    `/providers/${randomUUID()}/slots?from=2026-01-01&to=2029-01-02&zone=Europe/Paris`,
    '/bookings?cursor=%7B%7D',
    '/bookings?limit=0',
    '/me/notifications?unread=perhaps',
    '/sessions/token',
    '/sessions/token?bookingId=*',
    '/sessions/*/attendance',
    '/sessions/*/door',
    '/sessions/webhooks/livekit',
    '/nothing/here',
    '/bookings/',
    '//bookings',
  ])('GET %s is refused', async (path) => {
    const headers = { authorization: `Bearer ${people.student.token}` };
    await refusal({ method: 'GET', path: `/api/v1${path}`, headers });
  });

  it.each([
    ['DELETE', '/bookings'],
    ['PUT', '/auth/login'],
    ['PATCH', '/search/tutors'],
  ])('%s %s is refused', async (method, path) => {
    await refusal({ method, path: `/api/v1${path}` });
  });
});

it.each([
  ['nothing', {}],
  ['no token', { authorization: 'Bearer x' }],
  [
    'a token of somebody',
    { authorization: `${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(43)}` },
  ],
])('the webhook of classrooms refuses what is signed by %s', async (_what, headers) => {
  const path = '/api/v1/sessions/webhooks/livekit';
  const type = { 'content-type': 'application/webhook+json' };
  for (const body of ['', '{"event":', '{"event":"participant_joined"}', 'x'.repeat(2 ** 17)]) {
    await refusal({ method: 'POST', path, headers: { ...type, ...headers }, body });
  }
});

describe('the webhook of a psp', () => {
  it.each([
    ['/payments/webhooks', '{}'],
    ['/payments/webhooks', ''],
    ['/payments/webhooks/stripe', '{"id":'],
    ['/payments/webhooks/nobody', '{}'],
    ['/payments/webhooks/..%2f', '{}'],
    ['/payments/webhooks/stripe', 'x'.repeat(2 ** 21)],
  ])('refuses what is not signed: POST %s', async (path, body) => {
    const headers = { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=00' };
    await refusal({ method: 'POST', path: `/api/v1${path}`, headers, body });
  });
});
