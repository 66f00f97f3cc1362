import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { seededRandom, shuffle } from '@edu/simulators/kit/random';
import { testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes } from '../booking/booking.harness.ts';
import { bookSeries } from './series.harness.ts';

const SEED = 40;
const ROUNDS = 4;
const SERIES = 10;
const SINGLES = 14;
const DAYS = 10;
const LENGTH = 6;

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '16' }, 2);
});
afterAll(() => bench.stop());

/** Series that are whole, those that are not, and slots that are sold twice, of one provider. */
async function counts(providerId: string) {
  const { rows } = await bench.service.sql.query<Record<'whole' | 'broken' | 'twice', number>>(
    `WITH size AS (
       SELECT s.id, cardinality(s.skipped) AS skipped, count(b.id) AS lessons
       FROM series s LEFT JOIN booking b ON b.series_id = s.id
       WHERE s.provider_id = $1 GROUP BY s.id)
     SELECT (SELECT count(*)::int FROM size WHERE lessons + skipped = $2) AS whole,
       (SELECT count(*)::int FROM size WHERE lessons + skipped <> $2) AS broken,
       (SELECT count(*)::int FROM booking a JOIN booking b ON a.provider_id = b.provider_id
         AND a.id < b.id AND tstzrange(a.busy_from, a.busy_until) && tstzrange(b.busy_from, b.busy_until)
        WHERE a.provider_id = $1) AS twice`,
    [providerId, LENGTH],
  );
  return rows[0]!;
}

it.each(['all', 'free'] as const)(
  'books %s of shuffled series and single lessons that meet: whole or not at all, nothing twice',
  async (take) => {
    const random = seededRandom(SEED);
    let booked = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const providerId = newId();
      // Not only equal but overlapping as well.
      const slots = Array.from({ length: DAYS }, (_, day) => inHours(48 + 24 * day)).flatMap(
        (start) => [start, new Date(Date.parse(start) + 30 * 60_000).toISOString()],
      );
      const series = Array.from({ length: SERIES }, async () => {
        const starts = shuffle(
          Array.from({ length: DAYS }, (_, day) => slots[2 * day + Math.floor(random() * 2)]!),
          random,
        ).slice(0, LENGTH);
        return bookSeries(bench, await testActor('student'), { providerId, starts, take });
      });
      const singles = Array.from({ length: SINGLES }, async () => {
        const startsAt = slots[Math.floor(random() * slots.length)]!;
        return bench.book(await testActor('student'), { providerId, startsAt });
      });
      const results = await outcomes(shuffle<Promise<unknown>>([...series, ...singles], random));
      // A busy machine answers some in time with a 503; no deadlock comes through as anything else.
      expect(results.statuses.filter((status) => status !== 409 && status !== 503)).toEqual([]);
      booked += results.succeeded;
      expect(await counts(providerId)).toMatchObject({ broken: 0, twice: 0 });
    }
    expect(booked).toBeGreaterThan(ROUNDS);
  },
  60_000,
);

it.each([
  ['another series of the provider is', 3],
  ['something else of the learner is', 2],
] as const)('keeps a series from the constraint while %s being booked', async (_, kind) => {
  const [learner, providerId] = [await testActor('student'), newId()];
  const rival = await bench.service.sql.connect();
  try {
    await rival.query('BEGIN');
    const whose = kind === 3 ? providerId : learner.userId;
    await rival.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [whose, kind]);
    await expect(bookSeries(bench, learner, { providerId })).rejects.toMatchObject({
      code: bookingErrors.slotContended.code,
    });
  } finally {
    await rival.query('ROLLBACK');
    rival.release();
  }
  await expect(bookSeries(bench, learner, { providerId })).resolves.toBeDefined();
});

it('gives one learner who asks for many series at once two of them', async () => {
  const learner = await testActor('student');
  const calls = Array.from({ length: 6 }, (_, index) =>
    bookSeries(bench, learner, { starts: [inHours(48 + 2 * index)] }),
  );
  expect(await outcomes(calls)).toMatchObject({
    succeeded: 2,
    codes: ['booking.too_many_series'],
  });
});
