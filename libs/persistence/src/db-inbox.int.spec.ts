import { readFileSync } from 'node:fs';
import { newId } from '@edu/contract-kit';
import { testServers, testPool } from '@edu/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Db } from './db.ts';
import { DbInbox } from './db-inbox.ts';
import { idempotentStatement } from './idempotent-statement.ts';
import type { OutboxRelay } from './outbox-relay.ts';

const TABLES = new URL('../migrations/00000000000000_platform/migration.sql', import.meta.url);
const insertEffect = idempotentStatement({
  parameters: { n: 'int', notes: 'jsonb?' },
  writes: ['INSERT INTO effect (n, notes) SELECT :n, :notes FROM first'],
});

let admin: pg.Client;
let database: string;
let pool: pg.Pool;
let inbox: DbInbox;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: testServers().postgresUrl });
  await admin.connect();
  database = `inbox_${newId().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const url = new URL(testServers().postgresUrl);
  url.pathname = `/${database}`;
  pool = testPool({ connectionString: url.toString(), max: 4 });
  await pool.query(readFileSync(TABLES, 'utf8'));
  await pool.query('CREATE TABLE effect (n int CHECK (n > 0), notes jsonb)');
  // Statements need neither Prisma nor the relay.
  inbox = new DbInbox(new Db({} as never, pool, {} as OutboxRelay));
});
afterAll(async () => {
  await pool.end();
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
});
beforeEach(() => pool.query('TRUNCATE inbox, effect'));

const handle = (consumer: string, message: string, n = 1) =>
  inbox.process(consumer, message, insertEffect({ n, notes: n === 1 ? null : '{"of": [1]}' }));
const effects = async () => (await pool.query('SELECT FROM effect')).rowCount;

it('has the effect of a message once for each consumer', async () => {
  const message = newId();
  expect(await handle('probe.first', message)).toBe(true);
  expect(await handle('probe.first', message)).toBe(false);
  expect(await handle('probe.second', message)).toBe(true);
  expect(await effects()).toBe(2);
});

it('has the effects of messages that come together in one statement', async () => {
  const [again, ...messages] = Array.from({ length: 5 }, newId);
  await handle('probe', again!);
  const all = [again!, ...messages, messages[0]!];
  const first = await Promise.all(all.map((message, index) => handle('probe', message, index + 1)));
  expect(first.slice(0, 5)).toEqual([false, true, true, true, true]);
  const { rows } = await pool.query('SELECT n, notes FROM effect ORDER BY n');
  const notes = { of: [1] };
  expect(rows).toEqual([{ n: 1, notes: null }, ...[2, 3, 4, 5].map((n) => ({ n, notes }))]);
  const { rows: writers } = await pool.query(
    `SELECT xmin FROM inbox WHERE message_id = ANY ($1) GROUP BY xmin`,
    [messages],
  );
  expect(writers).toHaveLength(1);
});

it('has the effect of a message with several rows whole, and once', async () => {
  const [one, many, third] = Array.from({ length: 3 }, newId);
  const rows = [1, 2, 3].map((n) => ({ n, notes: null }));
  const handleAll = () => inbox.process('probe', many!, insertEffect(...rows));
  const together = [handle('probe', one!, 7), handleAll(), handle('probe', third!, 8), handleAll()];
  expect(await Promise.all(together)).toEqual([true, true, true, true]);
  expect(await handleAll()).toBe(false);
  const { rows: found } = await pool.query<{ n: number }>('SELECT n FROM effect ORDER BY n');
  expect(found.map(({ n }) => n)).toEqual([1, 2, 3, 7, 8]);
  const wrong = inbox.process('probe', newId(), insertEffect(...rows, { n: 0, notes: null }));
  await expect(wrong).rejects.toThrow();
  expect(await effects()).toBe(5);
  expect((await pool.query('SELECT FROM inbox')).rowCount).toBe(3);
});

it('has the effects of those beside one that cannot have its own', async () => {
  const messages = Array.from({ length: 3 }, newId);
  const all = messages.map((message, n) => handle('probe', message, n));
  const results = await Promise.allSettled(all);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(await effects()).toBe(2);
  expect(await handle('probe', messages[0]!)).toBe(true);
});

it('skips messages that the former consumer has handled, and no others', async () => {
  const [before, after, longAgo] = [newId(), newId(), newId()];
  await handle('probe', before);
  await handle('probe', longAgo);
  await pool.query(
    `UPDATE inbox SET processed_at = now() - interval '9 days' WHERE message_id = $1`,
    [longAgo],
  );
  await handle('other', after);
  await inbox.adopt('probe', 'probe.first');
  await inbox.adopt('probe', 'probe.first');
  expect(await handle('probe.first', before)).toBe(false);
  expect(await handle('probe.first', after)).toBe(true);
  const adopted = `SELECT FROM inbox WHERE consumer = 'probe.first'`;
  expect((await pool.query(adopted)).rowCount).toBe(2);
});
