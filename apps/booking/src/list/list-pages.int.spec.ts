import { MAX_SERIES_LESSONS } from '@edu/contracts-availability';
import { bookingRpc, LIVE_STATES, type BookingDetails } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BookingBench, inHours, MODERATE } from '../booking/booking.harness.ts';
import { among } from '../booking/states.sql.ts';
import { ENDS, LIST, mostOf } from './list.sql.ts';
import { spansOf } from './spans.ts';

const SERIES = 90;
const SINGLES = 320;
const ALL = SERIES * MAX_SERIES_LESSONS + SINGLES;
/** Lessons of the provider in a week: each series has one of the hours, the rest are single. */
const IN_WEEK = 110;
const LIMIT = 20;
/** Entries of a page of which the rows are counted that it reads. */
const FEW = 5;

let bench: BookingBench;
let provider: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  provider = await testActor('tutor');
  const from = inHours(24);
  // Every fourth lesson is held, and every fifth was called off.
  const values = `provider.id, CASE WHEN n % 5 = 0 THEN 'canceled' WHEN n % 4 = 0 THEN 'pending'
      ELSE 'confirmed' END, 'online', at, at + interval '1 hour', at, at + interval '1 hour', 5000, 'XOF',
    'Africa/Abidjan', '${JSON.stringify(MODERATE)}'::jsonb, CASE WHEN n % 5 > 0 AND n % 4 = 0 THEN at END,
    CASE WHEN n % 4 > 0 THEN gen_random_uuid() END`;
  const columns = `learner_id, provider_id, state, mode, starts_at, ends_at, busy_from, busy_until,
    price_amount, price_currency, zone, policy, hold_expires_at, payment_id`;
  await bench.service.sql.query(
    `WITH provider AS (SELECT $1::uuid AS id), made AS (
       INSERT INTO series (id, learner_id, provider_id, zone, skipped, created_at)
       SELECT gen_random_uuid(), gen_random_uuid(), provider.id, 'Africa/Abidjan', '{}', now()
       FROM provider, generate_series(1, $3::int)
       RETURNING id, learner_id
     ), numbered AS (SELECT made.*, row_number() OVER () AS hour FROM made)
     INSERT INTO booking (id, series_id, series_position, ${columns}, hold_number)
     SELECT gen_random_uuid(), numbered.id, week + 1, learner_id, ${values},
       CASE WHEN week = 0 AND n % 5 > 0 AND n % 4 = 0 THEN 1 END
     FROM provider, numbered, generate_series(0, $4::int - 1) AS week,
       LATERAL (SELECT week + hour AS n, $2::timestamptz + hour * interval '90 minutes'
         + week * interval '7 days' AS at) AS slot`,
    [provider.userId, from, SERIES, MAX_SERIES_LESSONS],
  );
  await bench.service.sql.query(
    `WITH provider AS (SELECT $1::uuid AS id)
     INSERT INTO booking (id, ${columns}, hold_number)
     SELECT gen_random_uuid(), gen_random_uuid(), ${values},
       CASE WHEN n % 5 > 0 AND n % 4 = 0 THEN 1 END
     FROM provider, generate_series(0, $3::int - 1) AS n,
       LATERAL (SELECT $2::timestamptz + n / $4::int * interval '7 days'
         + ($5::int + 1 + n % $4::int) * interval '90 minutes' AS at) AS slot`,
    [provider.userId, from, SINGLES, IN_WEEK - SERIES, SERIES],
  );
  await bench.service.sql.query('ANALYZE booking');
}, 120_000);
afterAll(() => bench.stop());

/** Every page, each with the place that it follows. */
async function walk(part: 'upcoming' | 'canceled' | undefined) {
  const pages: BookingDetails[][] = [];
  let cursor: string | undefined;
  do {
    const page = await bench.service.call(
      bookingRpc.list,
      { as: 'provider', series: 'together', limit: LIMIT, cursor, ...(part && { part }) },
      { as: provider },
    );
    pages.push(page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return pages;
}

/** What the list is, said in the plainest way: everything read, and grouped. */
async function grouped(part: 'upcoming' | 'canceled' | undefined) {
  const by = part === 'upcoming' ? 'ASC' : 'DESC';
  const isIn = {
    upcoming: `state IN ${among(LIVE_STATES)} AND ends_at > now()`,
    canceled: `state = 'canceled'`,
    all: 'true',
  }[part ?? 'all'];
  const { rows } = await bench.service.sql.query<{ id: string; lessons: number; total: string }>(
    `SELECT (array_agg(id ORDER BY starts_at ${by}, id ${by}))[1] AS id, count(*)::int AS lessons,
       sum(price_amount) AS total
     FROM booking WHERE provider_id = $1 AND ${isIn}
     GROUP BY coalesce(series_id, id)
     ORDER BY (array_agg(starts_at ORDER BY starts_at ${by}))[1] ${by}, 1 ${by}`,
    [provider.userId],
  );
  return rows.map(({ id, lessons, total }) => ({ id, lessons, total: Number(total) }));
}

describe(`a provider with ${ALL} lessons`, () => {
  it.each(['upcoming', 'canceled', undefined] as const)(
    'has each series once over all pages (%s), and the first is full',
    async (part) => {
      const pages = await walk(part);
      expect(pages[0]).toHaveLength(LIMIT);
      const entries = pages.flat().map(({ id, price, ofSeries }) => ({
        ...{ id, lessons: ofSeries?.lessons ?? 1 },
        total: ofSeries?.total.amount ?? price.amount,
      }));
      expect(entries).toEqual(await grouped(part));
    },
    120_000,
  );

  it('is read a bounded part at a time, whatever the page', async () => {
    const limit = FEW + 1;
    const most = mostOf(limit);
    const statement = LIST.together.provider.ahead;
    const read: number[] = [];
    let after: { afterAt: Date | string; afterId: string } = ENDS.ahead;
    for (;;) {
      const values = statement.bind({
        ...{ userIds: [provider.userId], withId: null, subject: null, ...after },
        ...{ from: '-infinity', to: 'infinity', limit, most },
        spans: JSON.stringify(spansOf({ part: 'upcoming' }, new Date())),
      });
      const { rows: plans } = await bench.service.sql.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`,
        values,
      );
      read.push(rowsOfBookings(plans[0]!['QUERY PLAN'][0].Plan));
      const { rows } = await bench.service.sql.query<{ id: string; readAt: Date; readId: string }>(
        statement.text,
        values,
      );
      if (rows.length < limit && rows[0]!.readId === null) break;
      const [{ starts_at: afterAt } = { starts_at: rows[0]!.readAt }] =
        rows.length === limit ? await startOf(rows[FEW - 1]!.id) : [];
      after = { afterAt, afterId: rows.length === limit ? rows[FEW - 1]!.id : rows[0]!.readId };
    }
    console.log(`rows read by each page of ${ALL}: ${read.join(', ')}`);
    // Those of two states, the series of the page twice, and a few that were on pages before.
    expect(Math.max(...read)).toBeLessThan(5 * most);
  }, 120_000);
});

const startOf = async (id: string) =>
  (
    await bench.service.sql.query<{ starts_at: Date }>(
      'SELECT starts_at FROM booking WHERE id = $1',
      [id],
    )
  ).rows;

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Rows of bookings that a plan has looked at. */
function rowsOfBookings(plan: Plan): number {
  const own =
    plan['Relation Name'] === 'booking'
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
      : 0;
  return (plan.Plans ?? []).reduce((sum, child) => sum + rowsOfBookings(child), own);
}
