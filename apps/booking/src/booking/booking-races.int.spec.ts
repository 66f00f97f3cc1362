import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { eventually, testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes } from './booking.harness.ts';

const ROUNDS = 20;
const CALLS = 50;
/** Of a time that somebody else has, and of a key that another call uses right now. */
const REFUSALS = new Set([
  bookingErrors.slotTaken.code,
  bookingErrors.slotContended.code,
  platformErrors.idempotencyKeyInFlight.code,
]);

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '16' }, 2);
});
afterAll(() => bench.stop());

/** PostgreSQL counts them when a connection has been used again, a second later. */
async function deadlocks(): Promise<number> {
  await sleep(1_100);
  await outcomes(Array.from({ length: 20 }, async () => bench.book(await testActor('student'))));
  const { rows } = await bench.service.sql.query<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0]!.deadlocks;
}

it('gives one learner who asks 50 providers for overlapping lessons one of them, at once', async () => {
  const before = await deadlocks();
  let slowestMs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const learner = await testActor('student');
    const calls = Array.from({ length: CALLS }, async (_, index) => {
      const began = performance.now();
      try {
        return await bench.book(learner, { startsAt: inHours(48 + (index % 5) / 10) });
      } finally {
        slowestMs = Math.max(slowestMs, performance.now() - began);
      }
    });
    const { succeeded, statuses } = await outcomes(calls);
    expect(succeeded).toBe(1);
    expect(statuses).toEqual([409]);
  }
  expect(await deadlocks()).toBe(before);
  expect(slowestMs).toBeLessThan(5_000);
}, 60_000);

it('gives 50 learners who ask one provider for overlapping lessons one of them, at once', async () => {
  const before = await deadlocks();
  for (let round = 0; round < ROUNDS; round++) {
    const providerId = newId();
    const calls = Array.from({ length: CALLS }, async (_, index) =>
      bench.book(await testActor('student'), {
        ...{ providerId, startsAt: inHours(48 + (index % 12) / 12) },
      }),
    );
    expect(await outcomes(calls)).toMatchObject({ succeeded: 1, statuses: [409] });
  }
  expect(await deadlocks()).toBe(before);
}, 60_000);

it('gives one time that 41 learners want at once, one of them ten times with one key, to one of them', async () => {
  let repeated = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [insistent, key] = [await testActor('student'), newId()];
    const learners = await Promise.all(Array.from({ length: CALLS }, () => testActor('student')));
    const time = { providerId: newId(), startsAt: inHours(48) };
    const calls = learners.map((learner, index) =>
      // In every second round it is the first of all.
      index % 5 === round % 2 ? bench.book(insistent, { ...time, key }) : bench.book(learner, time),
    );
    const { succeeded, codes } = await outcomes(calls);
    const ids = new Set(
      (await Promise.allSettled(calls)).flatMap((call) =>
        call.status === 'fulfilled' ? call.value.id : [],
      ),
    );
    expect(ids.size).toBe(1);
    expect(codes.filter((code) => !REFUSALS.has(code))).toEqual([]);
    if (succeeded > 1) repeated++;
  }
  expect(repeated).toBeGreaterThan(0);
}, 60_000);

it('books lessons of a provider that are asked for at once and touch the same hours', async () => {
  const providerId = newId();
  const calls = Array.from({ length: 6 }, async (_, index) =>
    bench.book(await testActor('student'), { providerId, startsAt: inHours(48.5 + 1.5 * index) }),
  );
  expect(await outcomes(calls)).toMatchObject({ succeeded: 6 });
});

it('keeps whoever wants a time that overlaps from the constraint, where the two would wait for each other', async () => {
  const [learner, providerId] = [await testActor('student'), newId()];
  const rival = await bench.service.sql.connect();
  try {
    await rival.query('BEGIN');
    const { rows } = await rival.query<{ free: boolean }>(
      `SELECT try_lock_times($1, ARRAY[tstzrange(at, at + interval '1 hour')]) AS free
       FROM (SELECT $2::timestamptz AS at) AS t`,
      [providerId, inHours(48)],
    );
    expect(rows).toEqual([{ free: true }]);
    const overlapping = bench.book(learner, { providerId, startsAt: inHours(48.5) });
    await expect(overlapping).rejects.toMatchObject({ code: bookingErrors.slotContended.code });
    const later = bench.book(learner, { providerId, startsAt: inHours(52) });
    await expect(later).resolves.toMatchObject({ state: 'pending' });
  } finally {
    await rival.query('ROLLBACK');
    rival.release();
  }
});

it('locks the hours of several times in their order, up to the first that is taken', async () => {
  const [client, rival] = [await bench.service.sql.connect(), await bench.service.sql.connect()];
  /** Hours of the day, and how many locks there are then. */
  const lock = async (by: typeof client, provider: string, ...times: [number, number][]) => {
    const { rows } = await by.query<{ free: boolean; locks: number }>(
      `SELECT free, (SELECT count(*)::int FROM pg_locks
         WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks
       FROM (SELECT try_lock_times($1, ARRAY(
         SELECT tstzrange(day + f * interval '1 hour', day + u * interval '1 hour')
         FROM unnest($2::float8[], $3::float8[]) AS t(f, u))) AS free
         FROM (SELECT timestamptz '2027-01-04 00:00Z' AS day) AS days) AS locking`,
      [provider, times.map(([from]) => from), times.map(([, until]) => until)],
    );
    return rows[0];
  };
  const providerId = newId();
  try {
    await client.query('BEGIN');
    await rival.query('BEGIN');
    const { rows } = await client.query('SELECT try_lock_times($1, NULL) AS free', [providerId]);
    expect(rows).toEqual([{ free: null }]);
    expect(await lock(client, newId(), [9, 10])).toEqual({ free: true, locks: 1 });
    expect(await lock(client, newId(), [9.5, 11.25], [9, 10])).toEqual({ free: true, locks: 4 });
    expect(await lock(rival, providerId, [10, 11])).toEqual({ free: true, locks: 1 });
    const times: [number, number][] = [
      [11, 12],
      [10, 10.5],
      [9, 10],
    ];
    expect(await lock(client, providerId, ...times)).toEqual({ free: false, locks: 5 });
  } finally {
    for (const each of [client, rival]) {
      await each.query('ROLLBACK');
      each.release();
    }
  }
});

it('lets others book while one learner’s booking is stuck: those that wait hold no connection', async () => {
  const [greedy, other] = [await testActor('student'), await testActor('student')];
  const rival = await bench.service.sql.connect();
  try {
    await rival.query('BEGIN');
    await rival.query(
      `INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
         busy_until, price_amount, price_currency, zone, policy, payment_id)
       SELECT $1, $2, $1, 'confirmed', 'online', at, at + interval '1 hour', at,
         at + interval '1 hour', 1, 'XOF', 'UTC', '{}', $1 FROM (SELECT $3::timestamptz AS at) AS t`,
      [newId(), greedy.userId, inHours(48)],
    );
    const storm = outcomes(Array.from({ length: 100 }, () => bench.book(greedy)));
    const waiting = async () => {
      const { rowCount } = await bench.service.sql.query(
        `SELECT FROM pg_stat_activity
         WHERE application_name = 'booking' AND wait_event_type = 'Lock'`,
      );
      return rowCount;
    };
    await eventually(async () => expect(await waiting()).toBe(1));
    await sleep(100); // whoever else would wait in the database does by now
    expect(await waiting()).toBe(1);
    await expect(bench.book(other)).resolves.toMatchObject({ state: 'pending' });
    await rival.query('COMMIT');
    expect(await storm).toMatchObject({ succeeded: 0, statuses: [409] });
  } finally {
    rival.release();
  }
});

it('lets one learner hold three slots when twelve that fit are asked for at once', async () => {
  const learner = await testActor('student');
  const calls = Array.from({ length: 12 }, (_, hour) =>
    bench.book(learner, { startsAt: inHours(48 + 2 * hour) }),
  );
  const { succeeded, codes } = await outcomes(calls);
  expect({ succeeded, codes }).toEqual({
    succeeded: 3,
    codes: [bookingErrors.tooManyHolds.code],
  });
});

it('counts two holds of one provider when five are asked for at once', async () => {
  const [learner, providerId] = [await testActor('student'), newId()];
  const calls = Array.from({ length: 5 }, (_, hour) =>
    bench.book(learner, { providerId, startsAt: inHours(48 + 2 * hour) }),
  );
  const { succeeded, codes } = await outcomes(calls);
  expect({ succeeded, codes }).toEqual({
    succeeded: 2,
    codes: [bookingErrors.tooManyHoldsOfProvider.code],
  });
});
