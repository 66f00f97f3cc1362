import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, bookingRpc, heldLessonsOf } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, PRICE } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';
import { bookSeries, type SeriesOptions } from './series.harness.ts';

const DAY_MS = 86_400_000;

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
});
beforeEach(async () => {
  bench.obstacles.clear();
  bench.near.clear();
  bench.service.clock.reset();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

const book = (options?: SeriesOptions, as = learner) => bookSeries(bench, as, options);
const get = (seriesId: string, as: TestActor) =>
  bench.service.call(bookingRpc.getSeries, { seriesId }, { as });
const statesOf = async (seriesId: string) =>
  (await get(seriesId, learner)).lessons.map(({ state }) => state);

describe('a series', () => {
  it('holds every lesson: the first as any, the later ones until a day before they begin', async () => {
    const series = await book({ times: 52 });
    expect(series).toMatchObject({ everyWeeks: 1, zone: 'Africa/Abidjan', skipped: [] });
    expect(series.lessons).toHaveLength(52);
    const [first, ...later] = series.lessons;
    const heldMs = Date.parse(first!.holdExpiresAt!) - Date.parse(first!.createdAt);
    expect(heldMs).toBe(15 * 60_000);
    for (const lesson of later) {
      expect(Date.parse(lesson.startsAt) - Date.parse(lesson.holdExpiresAt!)).toBe(DAY_MS);
    }
    for (const lesson of series.lessons) {
      expect(lesson).toMatchObject({ seriesId: series.id, price: PRICE, state: 'pending' });
    }
    expect(await get(series.id, learner)).toEqual(series);
    expect(await bench.get(first!.id, learner)).toMatchObject({ seriesId: series.id });
    const history = await bench.service.sql.query(
      `SELECT DISTINCT actor, to_state, reason FROM booking_transition
       WHERE booking_id IN (SELECT id FROM booking WHERE series_id = $1)`,
      [series.id],
    );
    expect(history.rows).toEqual([
      { actor: learner.userId, to_state: 'pending', reason: 'booked' },
    ]);
  });

  it('is announced by one event, each lesson with its own hold', async () => {
    const { id, lessons, providerId } = await book({ subject: 'maths' });
    const created = await bench.service.events.next(
      bookingEvents.seriesCreated,
      ({ seriesId }) => seriesId === id,
    );
    const about = { providerId, learnerId: learner.userId, price: PRICE, subject: 'maths' };
    const held = lessons.map(({ id: bookingId, startsAt, endsAt, holdExpiresAt }) => ({
      ...{ ...about, bookingId, startsAt, endsAt, holdExpiresAt, version: 1 },
    }));
    expect(heldLessonsOf(created)).toMatchObject(held);
    const { rows } = await bench.service.sql.query(
      `SELECT subject FROM outbox WHERE aggregate_id = $1 OR aggregate_id = ANY ($2)`,
      [id, lessons.map((lesson) => lesson.id)],
    );
    expect(rows).toEqual([{ subject: bookingEvents.seriesCreated.subject }]);
  });

  it('is booked once however often it is asked for with one key', async () => {
    const options = { key: newId(), providerId: newId(), starts: [inHours(48)] };
    const calls = await Promise.allSettled(Array.from({ length: 5 }, () => book(options)));
    const answers = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value.id] : []));
    const again = await book(options);
    expect(new Set([...answers, again.id]).size).toBe(1);
    const find = 'SELECT FROM series WHERE learner_id = $1';
    expect((await bench.service.sql.query(find, [learner.userId])).rowCount).toBe(1);
    // Also once availability knows that the slots are taken.
    for (const { startsAt } of again.lessons) bench.obstacles.set(startsAt, 'busy');
    expect(await book(options)).toEqual(again);
    await expect(book({ ...options, times: 5 })).rejects.toMatchObject({
      code: 'platform.idempotency_key_reused',
    });
  });

  it('is read by its people alone', async () => {
    const tutor = await testActor('tutor');
    const { id } = await book({ providerId: tutor.userId });
    expect(await get(id, tutor)).toMatchObject({ id });
    for (const other of [await testActor('student'), await testActor('parent')]) {
      await expect(get(id, other)).rejects.toMatchObject({
        code: bookingErrors.seriesNotFound.code,
      });
    }
  });
});

describe('lessons that are not free', () => {
  const starts = [48, 72, 96].map(inHours);

  it('refuse the whole series, or are left out where that is wanted', async () => {
    const providerId = newId();
    const other = await testActor('student');
    await bench.book(other, { providerId, startsAt: starts[1]! });
    await expect(book({ providerId, starts })).rejects.toMatchObject({
      code: bookingErrors.seriesNotFree.code,
      status: 409,
    });
    const find = 'SELECT FROM booking WHERE learner_id = $1';
    expect((await bench.service.sql.query(find, [learner.userId])).rowCount).toBe(0);
    const series = await book({ providerId, starts, take: 'free' });
    expect(series.lessons.map(({ startsAt }) => startsAt)).toEqual([starts[0], starts[2]]);
    expect(series.skipped).toEqual([starts[1]]);
    expect(await get(series.id, learner)).toEqual(series);
  });

  it('are seen in the preview, the learner’s own lessons as well', async () => {
    const providerId = newId();
    await bench.book(await testActor('student'), { providerId, startsAt: starts[0]! });
    await bench.book(learner, { startsAt: starts[1]! });
    bench.obstacles.set(starts[2]!, 'too_far');
    const input = { providerId, starts: [...starts, inHours(120)] };
    const preview = await bench.service.call(bookingRpc.previewSeries, input, { as: learner });
    expect(preview.lessons.map(({ obstacle }) => obstacle)).toEqual([
      ...['busy', 'learner_busy', 'too_far'],
      null,
    ]);
    expect(preview).toMatchObject({ free: 1, total: PRICE, price: PRICE });
  });

  it('have a nearest time where the learner is elsewhere, as where the provider is', async () => {
    const nearest = starts.map((start) => new Date(Date.parse(start) + 3_600_000).toISOString());
    for (const [index, start] of starts.entries()) bench.near.set(start, [nearest[index]!]);
    bench.obstacles.set(starts[0]!, 'busy');
    const ended = await bench.book(learner, { startsAt: starts[2]! });
    await bench.cancel(ended.id, learner);
    await bench.book(learner, { startsAt: starts[1]! });
    const input = { providerId: newId(), starts };
    const preview = await bench.service.call(bookingRpc.previewSeries, input, { as: learner });
    expect(preview.lessons.map((lesson) => [lesson.obstacle, lesson.nearest])).toEqual([
      ['busy', nearest[0]],
      ['learner_busy', nearest[1]],
      [null, null],
    ]);
  });

  it('cannot all be taken', async () => {
    for (const start of starts) bench.obstacles.set(start, 'not_offered');
    await expect(book({ starts, take: 'free' })).rejects.toMatchObject({
      code: bookingErrors.seriesNotFree.code,
    });
  });

  it('are those of a suspended provider', async () => {
    const providerId = newId();
    await bench.service.sql.query(
      'INSERT INTO suspended_user (user_id, suspended_at) VALUES ($1, now())',
      [providerId],
    );
    await expect(book({ providerId })).rejects.toMatchObject({
      code: availabilityErrors.slotNotOffered.code,
    });
  });
});

describe('the holds of a learner', () => {
  it('count a series once, whatever its length', async () => {
    await book();
    await bench.book(learner, { startsAt: inHours(50) });
    await bench.book(learner, { startsAt: inHours(52) });
    await expect(bench.book(learner, { startsAt: inHours(54) })).rejects.toMatchObject({
      code: bookingErrors.tooManyHolds.code,
    });
    await expect(book({ starts: [inHours(56)] })).rejects.toMatchObject({
      code: bookingErrors.tooManyHolds.code,
    });
  });

  it('allow two series of which nothing is paid, and another for each that is', async () => {
    const first = await book();
    await book({ starts: [inHours(50)] });
    const third = () => book({ starts: [inHours(52)] });
    await expect(third()).rejects.toMatchObject({
      code: bookingErrors.tooManySeries.code,
      status: 429,
      retryAfter: expect.any(Number) as number,
    });
    await bench.paymentSucceeds(first.lessons[0]!.id);
    await bench.becomes(first.lessons[0]!.id, learner, 'confirmed');
    await expect(third()).resolves.toMatchObject({ lessons: { length: 4 } });
  });

  it('let a learner book another lesson of the provider of a series', async () => {
    const { providerId, lessons } = await book();
    const paid = lessons[0]!.id;
    await bench.paymentSucceeds(paid);
    await bench.becomes(paid, learner, 'confirmed');
    for (const hours of [60, 62]) {
      await bench.book(learner, { providerId, startsAt: inHours(hours) });
    }
  });
});

describe('the payment of a series', () => {
  it('is lesson by lesson, in any order', async () => {
    const { id, lessons } = await book();
    for (const index of [0, 2]) {
      await bench.paymentSucceeds(lessons[index]!.id);
      await bench.becomes(lessons[index]!.id, learner, 'confirmed');
    }
    expect(await statesOf(id)).toEqual(['confirmed', 'pending', 'confirmed', 'pending']);
  });

  const expireFirst = async (id: string) => {
    await bench.service.sql.query('UPDATE booking SET hold_expires_at = now() WHERE id = $1', [id]);
    await bench.becomes(id, learner, 'expired');
  };

  it('that does not come for the first gives all of it back', async () => {
    const { id, lessons } = await book();
    await expireFirst(lessons[0]!.id);
    await eventually(async () => expect(new Set(await statesOf(id))).toEqual(new Set(['expired'])));
    const events = await Promise.all(
      lessons.map((lesson) =>
        bench.service.events.next(bookingEvents.expired, (e) => e.bookingId === lesson.id),
      ),
    );
    expect(events.map(({ withSeries }) => withSeries)).toEqual([undefined, true, true, true]);
  });

  it('that came for any keeps the others', async () => {
    const { id, lessons } = await book();
    await bench.paymentSucceeds(lessons[1]!.id);
    await bench.becomes(lessons[1]!.id, learner, 'confirmed');
    await expireFirst(lessons[0]!.id);
    expect(await statesOf(id)).toEqual(['expired', 'confirmed', 'pending', 'pending']);
  });

  it('cannot be avoided by cancelling the first', async () => {
    const { id, lessons } = await book();
    await bench.cancel(lessons[0]!.id, learner);
    expect(await statesOf(id)).toEqual(['canceled', 'expired', 'expired', 'expired']);
  });
});

describe('a child', () => {
  const monthly = { amount: 4 * PRICE.amount - 1, currency: PRICE.currency };

  it('is held to its caps by the whole series, and a parent is not', async () => {
    const family = await TestFamily.open(bench, { withAccount: true });
    await family.change({ monthly });
    const { account: child, parent, childId } = family;
    const options = { providerId: family.providerId() };
    await expect(book(options, child)).rejects.toMatchObject({
      code: bookingErrors.beyondCaps.code,
      errors: [{ code: 'cap_monthly' }],
    });
    await expect(book({ ...options, times: 3 }, child)).resolves.toMatchObject({
      learnerId: childId,
      payerId: null,
    });
    const forChild = { learnerId: childId, starts: [inHours(50)], providerId: family.providerId() };
    await expect(book(forChild, parent)).rejects.toMatchObject({
      code: bookingErrors.beyondCaps.code,
    });
    const series = await book({ ...forChild, beyondCaps: true }, parent);
    expect(series).toMatchObject({ learnerId: childId, payerId: parent.userId });
    expect(await get(series.id, parent)).toEqual(series);
  });

  it('has no series with somebody whose identity is not checked', async () => {
    const family = await TestFamily.open(bench);
    await expect(book({ learnerId: family.childId }, family.parent)).rejects.toMatchObject({
      code: bookingErrors.identityUnchecked.code,
    });
  });

  it('of another is like nobody', async () => {
    const { childId } = await TestFamily.open(bench);
    await expect(book({ learnerId: childId }, await testActor('parent'))).rejects.toMatchObject({
      code: bookingErrors.learnerNotFound.code,
    });
  });
});

it('takes nobody’s own lessons', async () => {
  const both = await testActor('student');
  await expect(book({ providerId: both.userId }, both)).rejects.toMatchObject({
    code: bookingErrors.ownLesson.code,
  });
});
