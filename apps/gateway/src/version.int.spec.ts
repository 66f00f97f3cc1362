import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NATS_HEADER, newId, platformErrors } from '@edu/contract-kit';
import { bookingRpc, type Booking } from '@edu/contracts-booking';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { gatewayService } from './main.ts';

const PRESENT = 7;

let gateway: TestService;
let url: string;
let student: TestActor;
/** What the service was given of an `If-Match`. */
let given: string | undefined;

beforeAll(async () => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0' } });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1`;
  student = await testActor('student');
  gateway.fake(bookingRpc.create, () => booking(1));
  gateway.fake(bookingRpc.cancel, (_, header) => {
    given = header(NATS_HEADER.ifMatch);
    if (given && !given.split(',').includes(String(PRESENT))) {
      throw platformErrors.versionMismatch({ params: { version: PRESENT } });
    }
    return booking(PRESENT + 1);
  });
  gateway.fake(bookingRpc.list, (_, header) => {
    given = header(NATS_HEADER.ifMatch);
    return { items: [], nextCursor: null };
  });
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());

const booking = (version: number): Booking => ({
  ...{ id: newId(), learnerId: student.userId, payerId: null, providerId: newId() },
  ...{ state: 'pending', mode: 'online', subject: null, groupId: null, trial: false },
  ...{ startsAt: '2027-01-04T10:00:00.000Z', endsAt: '2027-01-04T11:00:00.000Z' },
  ...{ price: { amount: 5_000, currency: 'XOF' }, zone: 'Africa/Abidjan' },
  ...{ holdExpiresAt: null, answerBy: null, seriesId: null, reschedules: 0, version },
  createdAt: '2027-01-01T10:00:00.000Z',
});

const send = (path: string, body: object | undefined, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${student.token}`,
      'idempotency-key': newId(),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
  });
const cancel = (headers: Record<string, string>) =>
  send(`/bookings/${newId()}/cancel`, { reason: '' }, headers);

describe('the version of a booking', () => {
  it('is the strong tag of the answer', async () => {
    const slot = { providerId: newId(), startsAt: '2027-01-04T10:00:00.000Z' };
    const made = await send('/bookings', slot);
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const canceled = await cancel({});
    expect([canceled.status, canceled.headers.get('etag')]).toEqual([200, `"${PRESENT + 1}"`]);
    expect(canceled.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    [{}, undefined],
    [{ 'if-match': '*' }, undefined],
    [{ 'if-match': `"${PRESENT}"` }, '7'],
    [{ 'if-match': `"3", "${PRESENT}"` }, '3,7'],
  ])('goes to the service as it was asked for: %j', async (headers, versions) => {
    given = 'nothing';
    expect((await cancel(headers)).status).toBe(200);
    expect(given).toBe(versions);
  });

  it.each(['en', 'fr'])('is in the refusal of what is outdated: %s', async (language) => {
    const refused = await cancel({ 'if-match': '"6"', 'accept-language': language });
    expect(refused.status).toBe(412);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const { title } = platformErrors.versionMismatch;
    const problem = (await refused.json()) as { title: string };
    expect(problem).toMatchObject({
      ...{ status: 412, code: 'platform.version_mismatch', params: { version: PRESENT } },
    });
    expect(problem.title === title).toBe(language === 'en');
  });

  it('is asked of no call that does not check it', async () => {
    given = 'nothing';
    expect((await send('/bookings', undefined, { 'if-match': 'W/"x"' })).status).toBe(200);
    expect(given).toBeUndefined();
  });
});

it.each(['7', 'W/"7"', '"seven"', ''])(
  'an If-Match that is no tag of ours is refused: %s',
  async (tag) => {
    given = 'nothing';
    const refused = await cancel({ 'if-match': tag });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      code: 'platform.invalid_input',
      errors: [{ pointer: '/If-Match', code: 'if_match' }],
    });
    expect(given).toBe('nothing');
  },
);
