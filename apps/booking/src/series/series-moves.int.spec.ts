import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type RpcArgs } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, bookingRpc, type Series } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { testActor, type TestActor } from '@edu/testing';
import { BookingBench, inHours, outcomes, PRICE } from '../booking/booking.harness.ts';
import { TestFamily } from '../family/family.harness.ts';
import { bookSeries } from './series.harness.ts';

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;
let bench: BookingBench;
let learner: TestActor;
let tutor: TestActor;
let series: Series;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
});
beforeEach(async () => {
  bench.service.clock.reset();
  bench.obstacles.clear();
  bench.near.clear();
  [learner, tutor] = [await testActor('student'), await testActor('tutor')];
  series = await bookSeries(bench, learner, {
    providerId: tutor.userId,
    starts: [inHours(72)],
    times: 4,
  });
});
afterAll(() => bench.stop());

type Move = Omit<RpcArgs<typeof bookingRpc.moveSeries>, 'seriesId'>;
const lesson = (index: number) => series.lessons[index]!.id;
const move = (input: Move, as = learner, key = newId()) =>
  bench.service.call(bookingRpc.moveSeries, { seriesId: series.id, ...input }, { as, key });
const preview = (input: Omit<Move, 'take'>, as = learner) =>
  bench.service.call(bookingRpc.previewSeriesMove, { seriesId: series.id, ...input }, { as });
const later = (startsAt: string, hours: number) =>
  new Date(Date.parse(startsAt) + hours * HOUR_MS).toISOString();
const startsOf = ({ lessons }: Series) => lessons.map(({ startsAt }) => startsAt);
const before = () => startsOf(series);
const now = () =>
  bench.service.call(bookingRpc.getSeries, { seriesId: series.id }, { as: learner });
const pay = async (...indices: number[]) => {
  for (const index of indices) {
    await bench.paymentSucceeds(lesson(index));
    await bench.becomes(lesson(index), learner, 'confirmed');
  }
};
const following = (index: number, hours: number): Move => ({
  scope: 'following',
  bookingId: lesson(index),
  startsAt: later(before()[index]!, hours),
});

describe('a lesson and all later ones', () => {
  it('go along, paid or not, and one event speaks for all', async () => {
    await pay(0, 1, 3);
    const moved = await move(following(1, 26));
    const wanted = before().map((at, index) => (index === 0 ? at : later(at, 26)));
    expect(startsOf(moved)).toEqual(wanted);
    expect(moved.lessons.map(({ state }) => state)).toEqual([
      ...['confirmed', 'confirmed', 'pending', 'confirmed'],
    ]);
    expect(moved.lessons.map(({ reschedules }) => reschedules)).toEqual([0, 1, 1, 1]);
    expect(moved.lessons.map(({ price }) => price)).toEqual([PRICE, PRICE, PRICE, PRICE]);
    const said = (index: number) =>
      bench.service.events.next(bookingEvents.rescheduled, (e) => e.bookingId === lesson(index));
    expect(await said(1)).toMatchObject({
      ...{ startsAt: wanted[1], from: { startsAt: before()[1] }, by: 'learner' },
      others: [2, 3].map((index) => ({
        ...{ bookingId: lesson(index), startsAt: wanted[index], isPaid: index === 3 },
        version: moved.lessons[index]!.version,
      })),
    });
    expect(await said(3)).toMatchObject({ withSeries: true });
    // Until a day before its new time.
    const held = { startsAt: wanted[2], holdExpiresAt: later(wanted[2]!, -24) };
    expect(moved.lessons[2]).toMatchObject(held);
    expect(
      await bench.service.events.next(bookingEvents.holdMoved, (e) => e.bookingId === lesson(2)),
    ).toMatchObject({ ...held, price: PRICE, from: { startsAt: before()[2] } });
  });

  it('take the times of those after them: a week later', async () => {
    await pay(0);
    const moved = await move({ scope: 'all', startsAt: later(before()[0]!, WEEK_HOURS) });
    expect(startsOf(moved)).toEqual(before().map((at) => later(at, WEEK_HOURS)));
    const back = await move({ scope: 'all', startsAt: before()[0]! });
    expect(startsOf(back)).toEqual(before());
  });

  it('are one alone where that is wanted', async () => {
    const startsAt = later(before()[2]!, 3);
    const moved = await move({ scope: 'one', bookingId: lesson(2), startsAt });
    expect(startsOf(moved)).toEqual(before().with(2, startsAt));
  });

  it('are moved once per key', async () => {
    const [input, key] = [following(1, 5), newId()];
    const first = await move(input, learner, key);
    expect(await move(input, learner, key)).toEqual(first);
    expect((await now()).lessons.map(({ reschedules }) => reschedules)).toEqual([0, 1, 1, 1]);
  });
});

describe('lessons that cannot be moved', () => {
  it('are seen before, keep all where they are, or stay alone where that is wanted', async () => {
    await pay(0, 1);
    const taken = later(before()[2]!, 5);
    await bench.book(await testActor('student'), { providerId: tutor.userId, startsAt: taken });
    bench.obstacles.set(later(before()[3]!, 5), 'not_offered');
    const seen = await preview(following(1, 5));
    expect(seen.free).toBe(1);
    expect(seen.lessons.map(({ obstacle }) => obstacle)).toEqual([null, 'busy', 'not_offered']);
    await expect(move(following(1, 5))).rejects.toMatchObject({
      code: bookingErrors.seriesNotMoved.code,
      status: 409,
    });
    expect(await now()).toMatchObject({ lessons: before().map((startsAt) => ({ startsAt })) });
    const moved = await move({ ...following(1, 5), take: 'free' });
    expect(startsOf(moved)).toEqual(before().with(1, later(before()[1]!, 5)));
  });

  it('can have other times instead', async () => {
    const taken = later(before()[2]!, 5);
    await bench.book(await testActor('student'), { providerId: tutor.userId, startsAt: taken });
    const instead = [{ bookingId: lesson(2), startsAt: later(taken, 2) }];
    const moved = await move({ ...following(1, 5), instead });
    expect(startsOf(moved)).toEqual([
      ...[before()[0], later(before()[1]!, 5)],
      ...[later(taken, 2), later(before()[3]!, 5)],
    ]);
  });

  it('are those for whose end something would be kept, each by itself', async () => {
    await pay(0, 1);
    await bench.shift(lesson(0), 60);
    const { lessons, free } = await preview({ scope: 'all', startsAt: later(before()[0]!, 5) });
    expect(lessons.map(({ obstacle }) => obstacle)).toEqual(['late', null, null, null]);
    expect(free).toBe(3);
  });

  it('are in the way of those that want their times', async () => {
    bench.obstacles.set(later(before()[3]!, WEEK_HOURS), 'too_far');
    const all = { scope: 'all', startsAt: later(before()[0]!, WEEK_HOURS) } as const;
    const { lessons } = await preview(all);
    expect(lessons.map(({ obstacle }) => obstacle)).toEqual(['busy', 'busy', 'busy', 'too_far']);
    await expect(move({ ...all, take: 'free' })).rejects.toMatchObject({
      code: bookingErrors.seriesNotMoved.code,
    });
  });

  it('are those at which the learner is elsewhere', async () => {
    const taken = later(before()[1]!, 5);
    const nearest = later(taken, 2);
    bench.near.set(taken, [nearest]);
    await bench.book(learner, { startsAt: taken });
    const { lessons } = await preview(following(1, 5));
    expect(lessons.map((one) => [one.obstacle, one.nearest])).toEqual([
      ['learner_busy', nearest],
      ...[1, 2].map(() => [null, null]),
    ]);
  });

  it('want no time twice', async () => {
    const instead = [{ bookingId: lesson(3), startsAt: later(before()[2]!, 5) }];
    const { lessons } = await preview({ ...following(1, 5), instead });
    expect(lessons.map(({ obstacle }) => obstacle)).toEqual([null, null, 'overlaps']);
  });
});

it('is all or nothing for two who want the same times', async () => {
  const other = await testActor('student');
  const theirs = await bookSeries(bench, other, {
    ...{ providerId: tutor.userId, starts: [later(before()[0]!, 10)], times: 4 },
  });
  const target = later(before()[0]!, 5);
  const calls = [
    move({ scope: 'all', startsAt: target }),
    bench.service.call(
      bookingRpc.moveSeries,
      { seriesId: theirs.id, scope: 'all', startsAt: target },
      { as: other, key: newId() },
    ),
  ];
  const { succeeded, statuses } = await outcomes(calls);
  expect([succeeded, statuses]).toEqual([1, [409]]);
  const all = [
    startsOf(await now()),
    startsOf(
      await bench.service.call(bookingRpc.getSeries, { seriesId: theirs.id }, { as: other }),
    ),
  ];
  const wanted = before().map((at) => later(at, 5));
  expect(all.filter((starts) => starts.join() === wanted.join())).toHaveLength(1);
  const stayed = [before().join(), startsOf(theirs).join()];
  expect(all.filter((starts) => stayed.includes(starts.join()))).toHaveLength(1);
});

it('is for nobody else, and not for the provider', async () => {
  const input = following(1, 5);
  for (const as of [await testActor('student'), await testActor('parent')]) {
    await expect(move(input, as)).rejects.toMatchObject({
      code: bookingErrors.seriesNotFound.code,
    });
    await expect(preview(input, as)).rejects.toMatchObject({ status: 404 });
  }
  const both = await testActor('student');
  const own = await bookSeries(bench, learner, { providerId: both.userId, starts: [inHours(80)] });
  await expect(
    bench.service.call(
      bookingRpc.moveSeries,
      { seriesId: own.id, scope: 'all', startsAt: inHours(90) },
      { as: both, key: newId() },
    ),
  ).rejects.toMatchObject({ status: 403 });
});

it('of a child is within its hours, unless a parent moves it', async () => {
  const family = await TestFamily.open(bench, { withAccount: true });
  const child = family.account!;
  series = await bookSeries(bench, child, {
    ...{ providerId: family.providerId(), starts: [inHours(72)], times: 2 },
  });
  // No lesson takes place within one minute.
  await family.change({ hoursFrom: '03:00', hoursTo: '03:01' });
  const startsAt = later(before()[0]!, 4);
  const input = { scope: 'all', startsAt } as const;
  await expect(move(input, child)).rejects.toMatchObject({ code: bookingErrors.beyondCaps.code });
  expect(startsOf(await move(input, family.parent))[0]).toBe(startsAt);
});

it('of 52 lessons is one transaction, whether they pass each other or not', async () => {
  series = await bookSeries(bench, learner, { starts: [inHours(96)], times: 52 });
  const { price } = series.lessons[0]!;
  const parts = series.lessons.map(({ id: bookingId }) => ({ bookingId, amount: price }));
  await bench.service.publish(paymentEvents.succeeded, {
    ...{ paymentId: newId(), bookingId: lesson(0), parts, psp: 'stripe' },
    ...{ amount: { ...price, amount: 52 * price.amount }, at: new Date().toISOString() },
  });
  await bench.becomes(lesson(51), learner, 'confirmed');
  for (const hours of [26, WEEK_HOURS]) {
    const from = startsOf(await now());
    const began = performance.now();
    const moved = await move({ scope: 'all', startsAt: later(from[0]!, hours) });
    console.log(`52 lessons moved by ${hours} h in ${Math.round(performance.now() - began)} ms`);
    expect(startsOf(moved)).toEqual(from.map((at) => later(at, hours)));
    const { rows } = await bench.service.sql.query<Record<string, number>>(
      `SELECT count(DISTINCT booking.xmin::text)::int AS moments, count(*) FILTER (
         WHERE due_at = ends_at + interval '15 minutes')::int AS followed
       FROM booking JOIN process ON subject_id = booking.id WHERE series_id = $1`,
      [series.id],
    );
    expect(rows).toEqual([{ moments: 1, followed: 52 }]);
  }
});

const SAME = newId();
const TWICE = [SAME, SAME].map((bookingId) => ({ bookingId, startsAt: inHours(90) }));
it.each([
  ['a lesson of another series', { instead: [{ bookingId: newId(), startsAt: inHours(90) }] }, 404],
  ['no lesson where one is needed', { scope: 'following', bookingId: undefined }, 400],
  ['one lesson twice', { instead: TWICE }, 400],
] as const)('refuses %s', async (_what, change, status) => {
  const input = { scope: 'all', startsAt: inHours(90), ...change } as Move;
  await expect(move(input)).rejects.toMatchObject({ status });
});
