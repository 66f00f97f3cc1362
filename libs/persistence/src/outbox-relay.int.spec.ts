import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { ensureStreams, EVENTS_STREAM, Nats } from '@edu/messaging';
import { eventually, testServers, testPool } from '@edu/testing';
import { OutboxRelay } from './outbox-relay.ts';

const TABLES = new URL('../migrations/00000000000000_platform/migration.sql', import.meta.url);
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

let admin: pg.Client;
let database: string;
let pool: pg.Pool;
let nats: Nats;
let relays: OutboxRelay[] = [];
let received: { id: string; aggregateId: string; n: number }[];

beforeAll(async () => {
  admin = new pg.Client({ connectionString: testServers().postgresUrl });
  await admin.connect();
  database = `relay_${newId().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const url = new URL(testServers().postgresUrl);
  url.pathname = `/${database}`;
  pool = testPool({ connectionString: url.toString(), max: 12 });
  await pool.query(readFileSync(TABLES, 'utf8'));
  nats = await Nats.connect(testServers().natsUrl, 'test');
});
afterAll(async () => {
  await pool.end();
  await nats.connection.close();
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
});
beforeEach(async () => {
  await nats.manager.streams.delete(EVENTS_STREAM).catch(() => undefined);
  await ensureStreams(nats.manager);
  await pool.query('TRUNCATE outbox RESTART IDENTITY');
  received = [];
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.close()));
  relays = [];
});

const startRelays = (count: number) => {
  relays = Array.from({ length: count }, () => new OutboxRelay(pool, nats, quiet, new Registry()));
  for (const relay of relays) relay.start();
};
const insert = (count: number, aggregates = 10) =>
  pool.query(
    `INSERT INTO outbox (id, subject, aggregate_id, data)
     SELECT gen_random_uuid(), 'evt.relay.made.v1', 'a' || (n % $2), jsonb_build_object('n', n)
     FROM generate_series(1, $1) AS n`,
    [count, aggregates],
  );
/** Everything in the stream, in its order. */
const readStream = async () => {
  const consumer = await nats.jetstream.consumers.get(EVENTS_STREAM);
  const { num_pending: pending } = await consumer.info(true);
  if (pending === 0) return [];
  for await (const message of await consumer.fetch({ max_messages: pending, expires: 5_000 })) {
    const event = message.json<{ id: string; aggregateId: string; data: { n: number } }>();
    received.push({ id: event.id, aggregateId: event.aggregateId, n: event.data.n });
  }
  return received;
};
const unpublished = async () => {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int FROM outbox WHERE published_at IS NULL',
  );
  return rows[0]!.count;
};

describe('OutboxRelay', () => {
  it('publishes everything once and in order, with several replicas at work', async () => {
    startRelays(4);
    await insert(3_000);
    for (const relay of relays) relay.wake();
    await eventually(async () => expect(await unpublished()).toBe(0), 15_000);
    const events = await readStream();
    expect(new Set(events.map((e) => e.id)).size).toBe(3_000);
    expect(events).toHaveLength(3_000);
    for (const key of new Set(events.map((e) => e.aggregateId))) {
      const order = events.filter((e) => e.aggregateId === key).map((e) => e.n);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it('reads only once it has the lock, not what another replica has just published', async () => {
    // A lock that takes long to get, so that the other replica publishes meanwhile.
    await pool.query(`CREATE SCHEMA slow;
      CREATE FUNCTION slow.hashtextextended(text, integer) RETURNS bigint LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_sleep(0.1); RETURN 1; END $$`);
    const url = new URL(testServers().postgresUrl);
    url.pathname = `/${database}`;
    const slow = testPool({
      connectionString: url.toString(),
      options: '-c search_path=slow,pg_catalog,public',
    });
    const ids: string[] = [];
    const seen = nats.connection.subscribe('evt.relay.>', {
      callback: (_error, message) => void ids.push(message.json<{ id: string }>().id),
    });
    relays = [0, 1].map(() => new OutboxRelay(slow, nats, quiet, new Registry()));
    await insert(1);
    for (const relay of relays) {
      relay.start();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await Promise.all(relays.map((relay) => relay.close()));
    await nats.connection.flush();
    seen.unsubscribe();
    await slow.end();
    expect(ids).toHaveLength(1);
  });

  it('publishes rows whose process crashed after the commit, without being woken', async () => {
    startRelays(1);
    await insert(3);
    await eventually(async () => expect(await unpublished()).toBe(0));
  });

  it('keeps what JetStream does not take, and publishes it when it does', async () => {
    await nats.manager.streams.delete(EVENTS_STREAM);
    startRelays(1);
    await insert(5);
    relays[0]!.wake();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await unpublished()).toBe(5);
    await ensureStreams(nats.manager);
    await eventually(async () => expect(await unpublished()).toBe(0));
    expect(await readStream()).toHaveLength(5);
  });

  it('publishes again what a lost stream has lost, on demand', async () => {
    startRelays(1);
    await insert(20);
    await eventually(async () => expect(await unpublished()).toBe(0));
    await nats.manager.streams.delete(EVENTS_STREAM);
    await ensureStreams(nats.manager);
    await pool.query('UPDATE outbox SET published_at = NULL');
    await eventually(async () => expect(await unpublished()).toBe(0));
    expect(await readStream()).toHaveLength(20);
  });

  it('publishes what is there before it closes', async () => {
    startRelays(1);
    await insert(50);
    await relays[0]!.close();
    expect(await unpublished()).toBe(0);
  });
});
