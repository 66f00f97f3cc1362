import { newId } from '@edu/contract-kit';
import { BookingDetails, bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { searchRpc } from '@edu/contracts-search';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';
import { MAX_TABLE_LESSONS } from './lesson-table.ts';

const NASTY = '=HYPERLINK("https://evil.test","Koné, Awa")\r\nx';

let gateway: TestService;
let url: string;
let learner: TestActor;
/** How many lessons there are. */
let count = 2;
let asked: Record<string, unknown>[] = [];
/** From which page on nothing answers. */
let brokenFrom = Infinity;

const lesson = (index: number): BookingDetails =>
  // What other features add to a booking has defaults.
  BookingDetails.parse({
    ...{ id: newId(), learnerId: learner.userId, payerId: null, providerId: newId() },
    ...{ state: index === 0 ? 'confirmed' : 'no_show', mode: 'online', subject: 'mathematiques' },
    ...{ startsAt: '2026-12-01T23:30:00.000Z', endsAt: '2026-12-02T01:00:00.000Z' },
    price: index === 0 ? { amount: 5_000, currency: 'XOF' } : { amount: 1_250, currency: 'EUR' },
    ...{ zone: 'Africa/Abidjan', version: 2, holdExpiresAt: null, cancellation: null },
    createdAt: '2026-11-01T10:00:00.000Z',
    ...{ learnerName: 'Koffi', providerName: index === 0 ? NASTY : null },
    policy: { name: 'moderate', tiers: [], graceMinutes: 0 },
  });

beforeAll(async () => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0' } });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1/bookings/lessons.csv`;
  gateway.fake(bookingRpc.list, (input) => {
    asked.push(input);
    if (asked.length >= brokenFrom) throw bookingErrors.learnerNotFound();
    const from = Number(input.cursor ?? 0);
    const until = Math.min(from + input.limit, count);
    return {
      items: Array.from({ length: until - from }, (_, index) => lesson(from + index)),
      nextCursor: until < count ? String(until) : null,
    };
  });
  gateway.fake(searchRpc.subjects, () => ({
    items: [{ value: 'mathematiques', fr: 'Mathématiques', en: 'Mathematics' }],
  }));
  await gateway.nats.connection.flush();
});
afterAll(() => gateway?.stop());
beforeEach(async () => {
  learner = await testActor('student');
  asked = [];
  [count, brokenFrom] = [2, Infinity];
});

const get = (query = '', locale = 'fr', as: TestActor | undefined = learner) =>
  fetch(`${url}${query}`, {
    headers: { 'accept-language': locale, ...(as && { authorization: `Bearer ${as.token}` }) },
  });
const textOf = async (answer: Response) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());

describe('the table of lessons', () => {
  it('is read by spreadsheets in the language and zone of its reader', async () => {
    const answer = await get('?zone=Africa/Douala');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="cours.csv"');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const text = await textOf(answer);
    expect(text.startsWith('\uFEFFDate,Début (Africa/Douala),Fin (Africa/Douala),')).toBe(true);
    const cells = `2026-12-02,00:30,02:00,90,Mathématiques,"'=HYPERLINK(""https://evil.test"",""Koné, Awa"")\r\nx",Koffi,En ligne,`;
    expect(text).toContain(`\r\n${cells}`);
    expect(text).toMatch(/,5000,XOF,[0-9a-f-]{36}\r\n/);
    expect(text).toMatch(/,12.5,EUR,[0-9a-f-]{36}\r\n$/);
    const english = await textOf(await get('', 'en'));
    expect(english).toMatch(/^\uFEFFDate,Start \(UTC\),End \(UTC\),/);
    expect(english).toContain('2026-12-01,23:30,01:00,90,Mathematics,');
    expect(english).toContain(',Missed,12.5,');
  });

  it('has what the same filters of the list have, page after page', async () => {
    count = 250;
    const withId = newId();
    const filters = { as: 'provider', part: 'past', from: '2026-11-01T00:00:00Z', withId };
    const text = await textOf(await get(`?${new URLSearchParams(filters).toString()}`));
    expect(text.match(/\r\n2026-/g)).toHaveLength(250);
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '100', '200']);
    for (const input of asked) {
      expect(input).toMatchObject({ as: 'provider', part: 'past', withId, limit: 100 });
    }
  });

  it('ends', async () => {
    count = 1_000_000;
    expect((await textOf(await get())).match(/\r\n2026-/g)).toHaveLength(MAX_TABLE_LESSONS);
  });

  it('breaks off where it cannot be had whole', async () => {
    [count, brokenFrom] = [300, 2];
    await expect(get().then(textOf)).rejects.toThrow();
  });

  it('refuses what the list refuses', async () => {
    expect((await fetch(url)).status).toBe(401);
    for (const query of ['?zone=Mars/Olympus', '?part=none', '?limit=5', '?x=1', '?withId=me']) {
      const answer = await get(query);
      expect(answer.status, query).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(asked).toEqual([]);
    brokenFrom = 1;
    expect((await get()).status).toBe(404);
  });
});
