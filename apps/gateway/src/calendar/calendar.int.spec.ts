import { newId, type RpcOutput } from '@edu/contract-kit';
import { bookingErrors, bookingRpc, BookingDetails } from '@edu/contracts-booking';
import { searchRpc } from '@edu/contracts-search';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';

type Feed = RpcOutput<typeof bookingRpc.readCalendarFeed>;

let gateway: TestService;
let url: string;
let learner: TestActor;
let lesson: BookingDetails;
let tokens: string[] = [];
const TOKEN = 'a-_Z'.repeat(11).slice(1);

beforeAll(async () => {
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', PUBLIC_URL: 'https://educonnect.test' },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1`;
  learner = await testActor('student');
  // What other features add to a booking has defaults.
  lesson = BookingDetails.parse({
    ...{ id: newId(), learnerId: learner.userId, payerId: null, providerId: newId() },
    ...{ state: 'confirmed', mode: 'online', subject: 'mathematiques' },
    ...{ startsAt: '2026-12-01T10:00:00.000Z', endsAt: '2026-12-01T11:00:00.000Z' },
    ...{ price: { amount: 5_000, currency: 'XOF' }, zone: 'Africa/Abidjan', version: 2 },
    ...{ holdExpiresAt: null, createdAt: '2026-11-01T10:00:00.000Z' },
    cancellation: null,
    ...{ learnerName: 'Koffi', providerName: 'Awa; Koné' },
    policy: { name: 'moderate', tiers: [], graceMinutes: 0 },
  });
  gateway.fake(bookingRpc.get, ({ id }) => {
    if (id !== lesson.id) throw bookingErrors.notFound();
    return lesson;
  });
  gateway.fake(bookingRpc.readCalendarFeed, ({ token }): Feed => {
    tokens.push(token);
    if (token !== TOKEN) throw bookingErrors.calendarNotFound();
    const asProvider = { ...lesson, id: newId(), providerId: learner.userId, learnerId: newId() };
    const ofChild = { ...lesson, id: newId(), learnerId: newId(), subject: 'unnamed' };
    const seat = { ...lesson, id: newId(), groupId: newId(), groupTitle: 'Fractions' };
    return { readerId: learner.userId, locale: 'en', items: [lesson, asProvider, ofChild, seat] };
  });
  gateway.fake(searchRpc.subjects, () => ({
    items: [{ value: 'mathematiques', fr: 'Mathématiques', en: 'Mathematics' }],
  }));
  await gateway.nats.connection.flush();
});
afterAll(() => gateway?.stop());

const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
const titles = (file: string) => unfolded(file).filter((line) => line.startsWith('SUMMARY:'));
const get = (path: string, as?: TestActor, locale = 'fr') =>
  fetch(`${url}${path}`, {
    headers: { 'accept-language': locale, ...(as && { authorization: `Bearer ${as.token}` }) },
  });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('the file of a lesson', () => {
  it('is for its people, in their language', async () => {
    const answer = await get(`/bookings/${lesson.id}/calendar.ics`, learner);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="cours.ics"');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const lines = unfolded(await answer.text());
    expect(lines).toContain('SUMMARY:Mathématiques avec Awa\\; Koné');
    expect(lines).toContain(`UID:${lesson.id}@educonnect`);
    expect(lines).toContain('SEQUENCE:2');
    expect(lines).toContain(`URL;VALUE=URI:https://educonnect.test/fr/lessons/${lesson.id}`);
  });

  it('is for nobody else', async () => {
    expect((await get(`/bookings/${lesson.id}/calendar.ics`)).status).toBe(401);
    for (const id of [newId(), 'no-id', '%0d%0a']) {
      const answer = await get(`/bookings/${id}/calendar.ics`, learner);
      expect(answer.status).toBe(404);
      expect(await codeOf(answer)).toBe(bookingErrors.notFound.code);
    }
  });
});

describe('a calendar that is followed', () => {
  it('is read by its address alone, in the language of who opened it', async () => {
    const answer = await get(`/calendar/${TOKEN}.ics`);
    expect(answer.status).toBe(200);
    const file = await answer.text();
    expect(titles(file)).toEqual([
      'SUMMARY:Mathematics with Awa\\; Koné',
      'SUMMARY:Mathematics with Koffi',
      'SUMMARY:Koffi: Lesson with Awa\\; Koné',
      'SUMMARY:Fractions with Awa\\; Koné',
    ]);
    expect(unfolded(file)).toContain('X-WR-CALNAME:EduConnect lessons');
  });

  it('asks about no address that can be none', async () => {
    tokens = [];
    for (const file of [`${TOKEN}`, `${TOKEN}x.ics`, '.ics', `${TOKEN}.csv`]) {
      const answer = await get(`/calendar/${file}`);
      expect(answer.status).toBe(404);
      expect(await codeOf(answer)).toBe(bookingErrors.calendarNotFound.code);
    }
    expect(tokens).toEqual([]);
    expect((await get(`/calendar/${'b'.repeat(43)}.ics`, learner)).status).toBe(404);
    expect(tokens).toEqual(['b'.repeat(43)]);
  });
});
