import { Registry } from 'prom-client';
import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { Tracing } from '@edu/observability';
import type { Nats } from '@edu/messaging';
import type { Log } from '@edu/service';
import { eventually, testServers } from '@edu/testing';
import { databaseProblem, isLate, sqlState } from './database-errors.ts';
import { databasePool } from './database-pool.ts';
import { Db, type PrismaLike } from './db.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { statement } from './statement.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Log;
const traced = new Tracing({ record: () => undefined, close: () => Promise.resolve() });

const open: pg.Pool[] = [];
afterEach(() => Promise.all(open.splice(0).map((pool) => pool.end())));

const openPool = (options: { size?: number; tracing?: Tracing; queryTimeoutMs?: number } = {}) => {
  const url = testServers().postgresUrl;
  const own = { url, size: 1, name: 'pool', log: quiet, tracing: Tracing.off };
  const pool = databasePool({ ...own, ...options });
  open.push(pool);
  return pool;
};
const openDb = (pool: pg.Pool) =>
  new Db({} as PrismaLike, pool, new OutboxRelay(pool, {} as Nats, quiet, new Registry()));
const PID = statement({}, 'SELECT pg_backend_pid() AS pid');
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it did not fail'),
    (error: unknown) => error,
  );

describe('a connection', () => {
  it('is kept when PostgreSQL refuses a statement', async () => {
    const db = openDb(openPool());
    const before = await db.query(PID);
    const refused = await failure(
      db.query(statement({ by: 'int' }, 'SELECT 1 / :by AS n'), { by: 0 }),
    );
    expect(sqlState(refused)).toBe('22012');
    expect(await db.query(PID)).toEqual(before);
  });

  it.each([
    ['plain', Tracing.off],
    ['traced', traced],
  ])('that owes an answer is given up, with its transaction (%s)', async (_what, tracing) => {
    const pool = openPool({ tracing, queryTimeoutMs: 500 });
    const client = await pool.connect();
    await client.query('BEGIN');
    const late = await failure(client.query('SELECT pg_sleep(5)'));
    expect(isLate(late)).toBe(true);
    client.release();
    expect((await pool.query('SELECT 7 AS n')).rows).toEqual([{ n: 7 }]);
  });

  it('may end while it is in use: its statements say so, and the pool opens another', async () => {
    const pool = openPool({ size: 2 });
    const db = openDb(pool);
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>(PID.text);
    const asleep = failure(client.query('SELECT pg_sleep(10)'));
    await db.query(statement({ pid: 'int' }, 'SELECT pg_terminate_backend(:pid)'), rows[0]!);
    expect(databaseProblem(await asleep)).toMatchObject({ status: 503, retryAfter: 2 });
    await eventually(async () => {
      const next = await failure(client.query('SELECT 1'));
      expect(databaseProblem(next)).toMatchObject({ status: 503 });
    });
    client.release(true);
    expect(await db.query(statement({}, 'SELECT 1 AS n'))).toEqual([{ n: 1 }]);
  });

  it('is not waited for without end when all are in use', async () => {
    const pool = openPool();
    const client = await pool.connect();
    const refused = await failure(openDb(pool).query(PID));
    expect(databaseProblem(refused)).toMatchObject({ status: 503 });
    client.release();
  });
});
