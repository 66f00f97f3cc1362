import { randomUUID } from 'node:crypto';
import { platformErrors } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { routedRpcs as routes, type RoutedRpc } from '@edu/contracts-registry';
import {
  ApiClient,
  firstStart,
  inParallel,
  Postbox,
  problemOf,
  readSlots,
  type RawAnswer,
  type RawRequest,
} from '@edu/journey';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { HIDDEN, idFields, isList, optionalQuery, withHidden } from './odd-requests.ts';
import { makePeople, type People } from './people.ts';
import { named, requestOf } from './route-requests.ts';
import { sampleOf } from './samples.ts';

const platform = inject('platform');
const api = new ApiClient(platform.url);
const post = new Postbox(platform.urls);
/** A cursor that each list gave out itself, by the list's name. */
const cursors = new Map<string, string>();
let people: People;
let bookingId: string;

/** Two lessons, so that the lists of a learner have a second page. */
beforeAll(async () => {
  people = await makePeople(api, post);
  const { student, tutor } = people;
  let after = new Date(Date.now() + 60_000);
  for (let n = 0; n < 2; n++) {
    const slots = await readSlots(api, { providerId: tutor.id, zone: 'Africa/Dakar' });
    const startsAt = firstStart(slots, after);
    const booking = await api.ok(
      bookingRpc.create,
      { providerId: tutor.id, startsAt },
      { token: student.token, key: randomUUID() },
    );
    bookingId = booking.id;
    after = new Date(Date.parse(startsAt) + 2 * 3_600_000);
  }
  for (const [name, rpc] of routes.filter(isList).map(named)) {
    const { text } = await send(requestOf(rpc, people, { limit: 1 }));
    const { nextCursor } = JSON.parse(text) as { nextCursor: string | null };
    if (nextCursor) cursors.set(name, nextCursor);
  }
}, 60_000);
afterAll(() => api.close());

/** Whatever is asked: an answer that is documented, and never a fault of ours. */
async function send(request: RawRequest): Promise<RawAnswer> {
  const answer = await api.send(request);
  expect(answer.status, `${answer.request}: ${answer.text}`).toBeLessThan(500);
  if (answer.status >= 400 && request.method !== 'HEAD') {
    expect(problemOf(answer).requestId).toBe(answer.headers['x-request-id']);
  }
  return answer;
}

/** The places of the request that a 400 names. */
async function refusedFields(request: RawRequest): Promise<string[]> {
  const answer = await send(request);
  expect(answer.status, `${answer.request} ${answer.text}`).toBe(400);
  const { code, errors } = problemOf(answer);
  expect(code).toBe(platformErrors.invalidInput.code);
  return errors!.map(({ pointer }) => pointer);
}

/** The status and the body, but for what differs between any two answers. */
const content = ({ status, text }: RawAnswer) => ({
  status,
  text: text.replace(/"requestId":"[^"]*"/, ''),
});

function tableOf(fits: (rpc: RoutedRpc) => boolean) {
  const table = routes.filter(fits).map(named);
  expect(table.length).toBeGreaterThan(1);
  return table;
}

describe.each(tableOf(isList))('%s', (name, rpc) => {
  const pair = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

  it('refuses a cursor that it did not make', async () => {
    const foreign = [...cursors].filter(([list]) => list !== name);
    expect(foreign.length).toBeGreaterThan(1);
    const wrong = [
      'nonsense',
      '{}',
      pair('x', 'y'),
      pair(),
      pair(null, null),
      pair({}, []),
      pair(1e308, '\0'),
      'x'.repeat(513),
      'x'.repeat(6_000),
      ...foreign.map(([, cursor]) => cursor),
    ];
    for (const cursor of wrong) {
      const fields = await refusedFields(requestOf(rpc, people, { cursor }));
      expect(fields, cursor.slice(0, 80)).toEqual(['/cursor']);
    }
  });
});

it('every list takes the cursor that it made', async () => {
  expect(cursors.size).toBeGreaterThanOrEqual(4);
  for (const [name, rpc] of tableOf(isList)) {
    const cursor = cursors.get(name);
    if (cursor) expect((await send(requestOf(rpc, people, { cursor }))).status, name).toBe(200);
  }
});

describe.each(tableOf((rpc) => idFields(rpc).length > 0))('%s', (_name, rpc) => {
  it('takes ids in capitals as in small letters', async () => {
    const known = [people.tutor.id, people.student.id, bookingId];
    // A write with an id that exists would change what the second one finds.
    const ids = [randomUUID(), ...(rpc.http.method === 'GET' ? known : [])];
    for (const id of ids) {
      const ask = async (spelt: string) => {
        const spelling = Object.fromEntries(idFields(rpc).map((field) => [field, spelt]));
        return content(await send(requestOf(rpc, people, { ...sampleOf(rpc), ...spelling })));
      };
      expect(await ask(id.toUpperCase())).toEqual(await ask(id));
    }
  });
});

describe.each(tableOf((rpc) => optionalQuery(rpc).length > 0))('%s', (_name, rpc) => {
  it('takes an empty parameter for none', async () => {
    const optional = optionalQuery(rpc);
    const needed = Object.entries(sampleOf(rpc)).filter(([field]) => !optional.includes(field));
    const request = requestOf(rpc, people, Object.fromEntries(needed));
    const without = content(await send(request));
    for (const field of optional) {
      const sign = request.path.includes('?') ? '&' : '?';
      const path = `${request.path}${sign}${field}=`;
      expect(content(await send({ ...request, path })), field).toEqual(without);
    }
  });
});

describe.each(routes.map(named))('%s', (_name, rpc) => {
  it.each([
    ['Authorization', 'Bearer a', 'Bearer a'],
    ['Idempotency-Key', 'a', 'a'],
    ['Content-Type', 'application/json', 'text/plain'],
  ])('refuses two headers %s', async (header, ...values) => {
    const request = requestOf(rpc, people);
    const headers = { ...request.headers, [header.toLowerCase()]: values };
    expect(await refusedFields({ ...request, headers })).toEqual([`/${header}`]);
  });

  it('names the text with characters that cannot be seen', async () => {
    const cases = Object.entries(HIDDEN).flatMap(([what, hidden]) =>
      withHidden(rpc, hidden).map((one) => ({ ...one, what })),
    );
    await inParallel(cases.length, 8, async (index) => {
      const { what, pointer, input } = cases[index]!;
      const fields = await refusedFields(requestOf(rpc, people, input));
      const isNamed = fields.some((field) => field === pointer || pointer.startsWith(`${field}/`));
      expect(isNamed, `${pointer} with ${what}: ${fields.join()}`).toBe(true);
    });
  });
});

describe.each(tableOf(({ http }) => http.method === 'GET'))('%s', (_name, rpc) => {
  it('joins two headers Accept-Language, as HTTP has it', async () => {
    const request = requestOf(rpc, people);
    const headers = { ...request.headers, 'accept-language': ['de', 'en'] };
    const english = { ...request.headers, 'accept-language': 'en' };
    const [twice, once] = [
      await send({ ...request, headers }),
      await send({ ...request, headers: english }),
    ];
    expect(content(twice)).toEqual(content(once));
  });

  it('answers HEAD as GET, without the body', async () => {
    const get = requestOf(rpc, people);
    const [whole, head] = [await send(get), await send({ ...get, method: 'HEAD' })];
    expect(head.text).toBe('');
    for (const name of ['content-type', 'content-length', 'cache-control', 'vary']) {
      expect(head.headers[name], name).toBe(whole.headers[name]);
    }
    expect(head.status).toBe(whole.status);
  });
});
