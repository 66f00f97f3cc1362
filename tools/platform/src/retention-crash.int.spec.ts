import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBuilt } from '@edu/build';
import { newId } from '@edu/contract-kit';
import { availabilityEvents, availabilityRpc } from '@edu/contracts-availability';
import { ensureStreams, Nats, RpcClient } from '@edu/messaging';
import {
  createTestDatabase,
  EventRecorder,
  eventually,
  QUOTE_SECRET,
  testPool,
  testServers,
  testStorage,
} from '@edu/testing';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

const EXPIRED = 3_500;
const KEPT = 7;
/** After how many rows the process is killed: two batches. */
const BEFORE = 2_000;
/** Whose times they are: the processes also follow the bookings of tests beside this one. */
const PROVIDER = newId();
/** The lock that the batch in hand waits for. */
const GATE = 4_711;
const PATIENCE_MS = 30_000;

let dir: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: pg.Pool;
let nats: Nats;
let env: Record<string, string>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  const { natsUrl, redisUrl } = testServers();
  ({ dir } = await ensureBuilt());
  database = await createTestDatabase('availability');
  const options = '-c search_path=availability,extensions';
  sql = testPool({ connectionString: database.adminUrl, options, max: 2 });
  nats = await Nats.connect(natsUrl, 'test');
  await ensureStreams(nats.manager);
  env = {
    ...{ LOG_LEVEL: 'fatal', PORT: '0', QUOTE_SECRET, ...testStorage('/nowhere') },
    ...{ NATS_URL: natsUrl, REDIS_URL: redisUrl, DATABASE_URL: database.runtimeUrl },
  };
}, 120_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await nats?.close();
  await sql?.end();
  await database?.drop();
});

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(dir, 'availability.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  await once(child, 'message');
  return child;
}

async function left() {
  const { rows } = await sql.query<{ expired: number; kept: number }>(
    `SELECT count(*) FILTER (WHERE is_expired)::int AS expired,
       count(*) FILTER (WHERE NOT is_expired)::int AS kept
     FROM (SELECT busy_until < now() - interval '1 day' AS is_expired
       FROM booked_time WHERE provider_id = $1) AS time`,
    [PROVIDER],
  );
  return rows[0];
}

it('a process that is killed amid a run leaves it to the next one, which goes on from there', async () => {
  const rpc = new RpcClient(nats);
  const events = new EventRecorder(nats.connection);
  const killed = await start();
  await sql.query(
    `INSERT INTO booked_time (booking_id, provider_id, busy_from, busy_until, freed, version)
     SELECT gen_random_uuid(), $1, now() + start - interval '1 hour', now() + start, false, 1
     FROM (SELECT CASE WHEN n <= $2::int THEN interval '-25 hours' ELSE interval '-23 hours' END AS start
       FROM generate_series(1, $2::int + $3::int) AS n) AS one`,
    [PROVIDER, EXPIRED, KEPT],
  );
  // The third batch waits.
  const gate = await sql.connect();
  await gate.query('SELECT pg_advisory_lock($1)', [GATE]);
  await sql.query(`
    CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM availability.booked_time WHERE provider_id = '${PROVIDER}')
        < ${EXPIRED + KEPT - BEFORE} THEN
        PERFORM pg_advisory_lock_shared(${GATE}), pg_advisory_unlock_shared(${GATE});
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER wait_at_gate AFTER DELETE ON booked_time EXECUTE FUNCTION wait_at_gate()`);

  const { id } = await rpc.call(availabilityRpc.beginRetention, {});
  const latest = async () => (await rpc.call(availabilityRpc.listRetention, {})).items[0]!;
  const deleted = { what: 'booked_time', rows: BEFORE };
  await eventually(async () => expect((await latest()).deleted).toEqual([deleted]), PATIENCE_MS);
  const before = await latest();
  expect(before).toMatchObject({ id, state: 'running', message: 'booked_time' });
  killed.kill('SIGKILL');
  await once(killed, 'close');
  await gate.query('SELECT pg_advisory_unlock($1)', [GATE]);
  gate.release();
  // What the dead process had in hand is taken back.
  await eventually(async () => {
    const { rows } = await sql.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = $1`,
      [new URL(database.runtimeUrl).username],
    );
    expect(rows).toEqual([]);
  }, PATIENCE_MS);
  expect(await left()).toEqual({ expired: EXPIRED - BEFORE, kept: KEPT });

  await start();
  expect(await latest()).toEqual(before);
  // Nobody keeps the claim any more; without this the next one waits half a minute for it.
  await sql.query('UPDATE job SET due_at = now() WHERE id = $1', [id]);
  await eventually(async () => expect((await latest()).state).toBe('done'), PATIENCE_MS);
  expect(await latest()).toMatchObject({
    ...{ id, percent: 100, failure: null },
    deleted: [{ what: 'booked_time', rows: EXPIRED }],
  });
  expect(await left()).toEqual({ expired: 0, kept: KEPT });

  const isIts = ({ jobId }: { jobId: string }) => jobId === id;
  const progressed = availabilityEvents.retentionProgressed;
  await events.next(progressed, (event) => isIts(event) && event.state === 'done');
  const percents = events.of(progressed).filter(isIts);
  const said = percents.map(({ percent }) => percent);
  expect(said).toEqual([...said].sort((a, b) => a - b));
  expect(before.percent).toBeLessThan(100);
}, 120_000);
