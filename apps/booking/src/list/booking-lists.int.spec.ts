import { newId, type RpcArgs } from '@edu/contract-kit';
import { BOOKING_PARTS, bookingErrors, bookingRpc, type BookingPart } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BookingBench, inHours } from '../booking/booking.harness.ts';
import { bookSeries } from '../series/series.harness.ts';

let bench: BookingBench;
let provider: TestActor;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
});
afterAll(() => bench?.stop());
beforeEach(async () => {
  [provider, learner] = [await testActor('tutor'), await testActor('student')];
});

const DAY_MS = 86_400_000;

/** Lessons of the provider, each with another learner, from a time on; in one statement. */
async function giveLessons(count: number, from: Date, state = 'confirmed', everyMin = 90) {
  await bench.service.sql.query(
    `INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
       busy_until, price_amount, price_currency, zone, policy, subject, payment_id)
     SELECT gen_random_uuid(), gen_random_uuid(), $1, $2, 'online', at, at + interval '1 hour', at,
       at + interval '1 hour', 5000, 'XOF', 'Africa/Abidjan', '{}', 'mathematiques', gen_random_uuid()
     FROM (SELECT $3::timestamptz + n * $5::int * interval '1 minute' AS at
       FROM generate_series(0, $4::int - 1) AS n) AS slots`,
    [provider.userId, state, from, count, everyMin],
  );
}
const show = (from: Date, days: number, as: TestActor = provider) =>
  bench.service.call(
    bookingRpc.showCalendar,
    { as: as === provider ? 'provider' : 'learner', from: from.toISOString(), days },
    { as },
  );

describe('filters', () => {
  it('choose by time, state, subject and person, and count what they choose', async () => {
    const { userId: providerId } = provider;
    const first = await bench.confirmed(learner, { providerId, startsAt: inHours(48) });
    const second = await bench.book(learner, { providerId, startsAt: inHours(96) });
    const other = await bench.book(learner, { startsAt: inHours(120) });
    const ids = async (more: object) =>
      (await bench.service.call(bookingRpc.list, { ...more }, { as: learner })).items.map(
        ({ id }) => id,
      );
    const counted = (more: object, as = learner) =>
      bench.service.call(bookingRpc.counts, { ...more }, { as });
    expect(await ids({})).toEqual([other.id, second.id, first.id]);
    expect(await ids({ withId: providerId })).toEqual([second.id, first.id]);
    expect(await ids({ from: inHours(72) })).toEqual([other.id, second.id]);
    expect(await ids({ from: inHours(72), to: inHours(110) })).toEqual([second.id]);
    expect(await ids({ from: first.startsAt, to: first.startsAt })).toEqual([]);
    expect(await ids({ subject: 'mathematiques' })).toEqual([]);
    expect(await counted({})).toEqual({
      total: 3,
      states: [
        { state: 'confirmed', count: 1 },
        { state: 'pending', count: 2 },
      ],
      parts: { upcoming: 3, to_pay: 2, asked: 0, past: 0, canceled: 0 },
    });
    expect(await counted({ withId: providerId, state: 'pending' })).toMatchObject({ total: 1 });
    expect(await counted({ as: 'provider' }, provider)).toMatchObject({ total: 2 });
    expect(await counted({ as: 'provider', withId: newId() }, provider)).toEqual({
      ...{ total: 0, states: [] },
      parts: { upcoming: 0, to_pay: 0, asked: 0, past: 0, canceled: 0 },
    });
    await expect(counted({ learnerId: newId() })).rejects.toMatchObject({
      code: bookingErrors.learnerNotFound.code,
    });
  });
});

describe('parts', () => {
  it('have every booking that they count, in the order in which people read them', async () => {
    const { userId: providerId } = provider;
    const asked = newId();
    bench.asking.add(asked);
    const request = await bench.book(learner, { providerId: asked, startsAt: inHours(130) });
    const paid = await bench.confirmed(learner, { providerId, startsAt: inHours(72) });
    const over = await bench.confirmed(learner, { providerId, startsAt: inHours(60) });
    const gone = await bench.confirmed(learner, { providerId, startsAt: inHours(90) });
    await bench.cancel(gone.id, learner);
    await bench.shift(over.id, 100);
    const held = await bench.book(learner, { providerId, startsAt: inHours(50) });

    const ids = async (part: BookingPart) =>
      (await bench.service.call(bookingRpc.list, { part }, { as: learner })).items.map(
        ({ id }) => id,
      );
    const expected: Record<BookingPart, string[]> = {
      upcoming: [held.id, paid.id, request.id],
      to_pay: [held.id],
      asked: [request.id],
      past: [over.id],
      canceled: [gone.id],
    };
    for (const part of BOOKING_PARTS) expect(await ids(part), part).toEqual(expected[part]);
    const { total, parts } = await bench.service.call(bookingRpc.counts, {}, { as: learner });
    for (const part of BOOKING_PARTS) expect(parts[part], part).toBe(expected[part].length);
    expect(parts.upcoming + parts.past + parts.canceled).toBe(total);
  });
});

describe('a series', () => {
  const list = (more: RpcArgs<typeof bookingRpc.list>, as = learner) =>
    bench.service.call(bookingRpc.list, { series: 'together', ...more }, { as });
  const xof = (amount: number) => ({ amount, currency: 'XOF' });

  it('is one entry of a list, in the place of its next lesson, with how many are left and paid', async () => {
    const { userId: providerId } = provider;
    const series = await bookSeries(bench, learner, { providerId, times: 4 });
    const [first, second, third, last] = series.lessons;
    const price = first!.price.amount;
    const alone = await bench.confirmed(learner, { startsAt: inHours(60) });
    await bench.paymentSucceeds(second!.id);
    await bench.becomes(second!.id, learner, 'confirmed');
    await bench.cancel(last!.id, learner);

    const seen = async (more: RpcArgs<typeof bookingRpc.list>, as = learner) =>
      (await list(more, as)).items.map(({ id, ofSeries }) => ({ id, ofSeries }));
    const left = { lessons: 3, paid: 1, total: xof(3 * price), totalPaid: xof(price) };
    const entry = { id: first!.id, ofSeries: left };
    const single = (id: string) => ({ id, ofSeries: null });
    expect(await seen({ part: 'upcoming' })).toEqual([entry, single(alone.id)]);
    expect(await seen({ as: 'provider', part: 'upcoming' }, provider)).toEqual([entry]);
    expect(await seen({ part: 'to_pay' })).toEqual([
      {
        id: first!.id,
        ofSeries: { ...left, lessons: 2, paid: 0, total: xof(2 * price), totalPaid: xof(0) },
      },
    ]);
    expect(await seen({ part: 'canceled' })).toEqual([single(last!.id)]);
    // What a filter leaves of it, and no more.
    expect(await seen({ part: 'upcoming', from: second!.startsAt })).toEqual([
      { id: second!.id, ofSeries: { ...left, lessons: 2, total: xof(2 * price) } },
    ]);
    expect(await seen({ part: 'upcoming', to: second!.startsAt })).toEqual([
      single(first!.id),
      single(alone.id),
    ]);
    expect(await seen({ part: 'upcoming', withId: providerId })).toEqual([entry]);

    const apart = await bench.service.call(bookingRpc.list, { part: 'upcoming' }, { as: learner });
    expect(apart.items.map(({ id, ofSeries }) => ({ id, ofSeries }))).toEqual(
      [first, alone, second, third].map((lesson) => single(lesson!.id)),
    );
    const { parts } = await bench.service.call(bookingRpc.counts, {}, { as: learner });
    expect(parts).toEqual({ upcoming: 4, to_pay: 2, asked: 0, past: 0, canceled: 1 });
  });

  it('is on one page of many', async () => {
    const series: string[] = [];
    for (const hours of [40, 45, 50, 55, 60]) {
      const { lessons } = await bookSeries(bench, await testActor('student'), {
        ...{ providerId: provider.userId, starts: [inHours(hours)], times: 6 },
      });
      series.push(lessons[0]!.id);
    }
    for (const part of ['upcoming', undefined] as const) {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(
          { as: 'provider', limit: 2, cursor, ...(part && { part }) },
          provider,
        );
        ids.push(...page.items.map(({ seriesId }) => seriesId!));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(ids).size).toBe(5);
      expect(ids).toHaveLength(5);
    }
    const ahead = await list({ as: 'provider', part: 'upcoming' }, provider);
    expect(ahead.items.map(({ id }) => id)).toEqual(series);
  });
});

describe('the people of lessons', () => {
  it('are those of one’s own, the latest first, each once', async () => {
    bench.names.set(provider.userId, 'Awa Koné').set(learner.userId, 'Koffi');
    const { userId: providerId } = provider;
    const other = newId();
    for (const startsAt of [inHours(24), inHours(48)]) {
      await bench.confirmed(learner, { providerId, startsAt });
    }
    await bench.confirmed(learner, { providerId: other, startsAt: inHours(72) });
    const people = (as: 'learner' | 'provider' | 'parent', actor: TestActor) =>
      bench.service.call(bookingRpc.people, { as }, { as: actor });
    expect(await people('learner', learner)).toEqual({
      learners: [],
      providers: [
        { id: other, name: null },
        { id: providerId, name: 'Awa Koné' },
      ],
    });
    expect(await people('provider', provider)).toEqual({
      learners: [{ id: learner.userId, name: 'Koffi' }],
      providers: [],
    });
    for (const as of ['learner', 'provider', 'parent'] as const) {
      const stranger = await testActor(as === 'parent' ? 'parent' : 'student');
      expect(await people(as, stranger)).toEqual({ learners: [], providers: [] });
    }
  });
});

describe('a calendar', () => {
  it('shows what takes a place in the day, with the name of the other side', async () => {
    bench.names.set(learner.userId, 'Koffi').set(provider.userId, 'Awa Koné');
    const { userId: providerId } = provider;
    const lesson = await bench.confirmed(learner, { providerId, startsAt: inHours(48) });
    const gone = await bench.confirmed(learner, { providerId, startsAt: inHours(52) });
    await bench.cancel(gone.id, learner);
    const { items } = await show(new Date(), 7);
    expect(items).toEqual([
      {
        ...{ id: lesson.id, startsAt: lesson.startsAt, endsAt: lesson.endsAt },
        ...{ state: 'confirmed', mode: 'online', subject: null, name: 'Koffi' },
        proposedStarts: [],
      },
    ]);
    expect((await show(new Date(), 7, learner)).items).toMatchObject([{ name: 'Awa Koné' }]);
    expect((await show(new Date(lesson.startsAt), 1)).items).toHaveLength(1);
    expect((await show(new Date(Date.parse(lesson.startsAt) + 1), 7)).items).toEqual([]);
    expect((await show(new Date(Date.parse(lesson.startsAt) - DAY_MS), 1)).items).toEqual([]);
  });

  it('shows requests, and what is proposed instead of a lesson until that is answered', async () => {
    const { userId: providerId } = provider;
    const lesson = await bench.confirmed(learner, { providerId, startsAt: inHours(48) });
    const starts = [inHours(80), inHours(90)];
    const proposal = { id: lesson.id, starts, reason: 'I am away' };
    await bench.service.call(bookingRpc.proposeReschedule, proposal, {
      ...{ as: provider, key: newId() },
    });
    bench.asking.add(providerId);
    const request = await bench.book(learner, { providerId, startsAt: inHours(52) });
    const both = (proposedStarts: string[]) => [
      { id: lesson.id, state: 'confirmed', proposedStarts },
      { id: request.id, state: 'requested', proposedStarts: [] },
    ];
    for (const as of [provider, learner]) {
      expect((await show(new Date(), 7, as)).items).toMatchObject(both(starts));
    }
    await bench.service.call(
      bookingRpc.declineReschedule,
      { id: lesson.id },
      { as: learner, key: newId() },
    );
    for (const as of [provider, learner]) {
      expect((await show(new Date(), 7, as)).items).toMatchObject(both([]));
    }
  });

  it('refuses a span that no calendar shows', async () => {
    for (const days of [0, 43, 1.5]) {
      await expect(show(new Date(), days)).rejects.toMatchObject({ status: 400 });
    }
  });

  it('has a month of 400 lessons by one range of an index', async () => {
    const from = new Date(Date.UTC(2027, 0, 1));
    await giveLessons(400, from);
    await giveLessons(2_000, new Date(Date.UTC(2025, 0, 1)), 'completed');
    await bench.service.sql.query('ANALYZE booking');
    const { rows } = await bench.service.sql.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM booking WHERE provider_id = ANY (ARRAY[$1::uuid])
         AND starts_at >= $2 AND starts_at < $3 ORDER BY starts_at, id LIMIT 1000`,
      [provider.userId, from, new Date(Date.UTC(2027, 1, 1))],
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan|Bitmap Index Scan/);
    await show(from, 31);
    const [began, before] = [performance.now(), process.cpuUsage()];
    for (let round = 0; round < 30; round++) expect((await show(from, 31)).items).toHaveLength(400);
    const { user, system } = process.cpuUsage(before);
    const [cpu, wall] = [(user + system) / 30_000, (performance.now() - began) / 30];
    console.log(`a month of 400 lessons: ${wall.toFixed(1)} ms, ${cpu.toFixed(1)} ms of CPU`);
    // What both sides of the call compute: beside other work it takes longer, and is no slower.
    expect(cpu).toBeLessThan(20);
  });
});
