import { setTimeout as sleep } from 'node:timers/promises';
import { headers } from '@nats-io/transport-node';
import { NATS_HEADER, type EventEnvelope } from '@edu/contract-kit';
import { cachedForScrape, TraceContext, Tracing } from '@edu/observability';
import type { Nats } from '@edu/messaging';
import { WakeSignal, type Log } from '@edu/service';
import type { Pool, QueryResult } from 'pg';
import { Gauge, type Registry } from 'prom-client';

const BATCH = 200;
/** For rows of a process that crashed before it could publish them. */
const POLL_MS = 1_000;
/** After events were published: under load the next ones gather, and alone they never wait. */
const REST_MS = 100;
const PUBLISH_TIMEOUT_MS = 5_000;

/**
 * Opens a transaction and takes what is next in one round trip, and nothing while another replica
 * holds the lock; the schema's name keeps services apart. The lock has a statement of its own: one that
 * reads as well would have looked before it got the lock, and seen what the other had just published.
 * Should the end of the transaction be lost, events are published again, and JetStream knows them: so
 * its commit need not wait for the disk.
 */
const TAKE = `
  BEGIN;
  SET LOCAL synchronous_commit = off;
  SELECT set_config('outbox.mine', pg_try_advisory_xact_lock(
    hashtextextended('outbox:' || current_schema(), 0))::text, true);
  SELECT sequence, id, subject, aggregate_id, data, request_id, traceparent, created_at,
    extract(epoch FROM clock_timestamp() - created_at)::float8 * 1000 AS waited_ms
  FROM outbox WHERE published_at IS NULL AND current_setting('outbox.mine')::boolean
  ORDER BY sequence LIMIT ${BATCH}`;
/** For looks that most likely find nothing: one statement, where `TAKE` is a transaction. */
const IS_PENDING = 'SELECT FROM outbox WHERE published_at IS NULL ORDER BY sequence LIMIT 1';
/** Takes no parameters, as several statements in one round trip cannot; sequences are numbers. */
const mark = (sequences: readonly string[]) => `
  UPDATE outbox SET published_at = clock_timestamp()
  WHERE sequence = ANY ('{${sequences.map(BigInt).join()}}');
  COMMIT`;
const BACKLOG = `
  SELECT count(*)::int AS pending,
    coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS oldest
  FROM outbox WHERE published_at IS NULL`;

interface Row {
  sequence: string;
  id: string;
  subject: string;
  aggregate_id: string;
  data: unknown;
  request_id: string | null;
  traceparent: string | null;
  created_at: Date;
  waited_ms: number;
}

/**
 * Publishes the outbox to JetStream, in order, at least once. Whichever replica holds the advisory
 * lock publishes; a row is marked only after JetStream has acknowledged it.
 */
export class OutboxRelay {
  readonly #pool: Pool;
  readonly #nats: Nats;
  readonly #log: Log;
  readonly #tracing: Tracing;
  readonly #stop = new AbortController();
  readonly #signal = new WakeSignal();
  #running: Promise<void> | undefined;

  constructor(pool: Pool, nats: Nats, log: Log, registry: Registry, tracing = Tracing.off) {
    this.#pool = pool;
    this.#nats = nats;
    this.#log = log;
    this.#tracing = tracing;
    registerBacklog(pool, registry);
  }

  start(): void {
    this.#running = this.#loop();
  }

  /** There may be something to publish. */
  wake(): void {
    this.#signal.wake();
  }

  /** Publishes what is there, then stops. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#running;
  }

  async #loop(): Promise<void> {
    for (let woken = true; ;) {
      const last = this.#stop.signal.aborted;
      let published = 0;
      try {
        if (woken || (await this.#isPending())) published = await this.#publishBatch();
      } catch (err) {
        this.#log.warn({ err }, 'events wait in the outbox');
        if (!last) await sleep(POLL_MS, undefined, { signal: this.#stop.signal }).catch(noop);
      }
      if (last) return;
      // A full batch, or one whose marking let another in, means there may be more.
      if (published === BATCH) continue;
      if (published > 0) await sleep(REST_MS);
      woken = await this.#signal.sleep(POLL_MS);
    }
  }

  async #isPending(): Promise<boolean> {
    return (await this.#pool.query({ name: 'outbox-is-pending', text: IS_PENDING })).rowCount === 1;
  }

  async #publishBatch(): Promise<number> {
    // Waiting for NATS would hold a connection and the lock.
    if (!this.#nats.connected) throw new Error('NATS is down');
    const client = await this.#pool.connect();
    let failed: Error | undefined;
    try {
      const results = (await client.query(TAKE)) as unknown as QueryResult<Row>[];
      const { rows } = results.at(-1)!;
      const published = await this.#publish(rows);
      await client.query(published.length > 0 ? mark(published) : 'COMMIT');
      if (published.length < rows.length) throw new Error('JetStream did not take every event');
      return published.length;
    } catch (error) {
      failed = error as Error;
      await client.query('ROLLBACK').catch(noop);
      throw error;
    } finally {
      client.release(failed && isBroken(failed) ? failed : undefined);
    }
  }

  /** @returns the sequences acknowledged, up to the first that was not: order is kept */
  async #publish(rows: Row[]): Promise<string[]> {
    const acks = await Promise.allSettled(rows.map((row) => this.#publishRow(row)));
    const firstFailed = acks.findIndex((ack) => ack.status === 'rejected');
    const good = firstFailed === -1 ? rows : rows.slice(0, firstFailed);
    return good.map((row) => row.sequence);
  }

  async #publishRow(row: Row): Promise<void> {
    const cause = row.traceparent ? TraceContext.under(row.traceparent) : undefined;
    const traced = cause && this.#tracing.wants(cause);
    const startedAt = performance.now();
    const traceparent = traced ? cause.traceparent : row.traceparent;
    const hdrs = headers();
    if (traceparent) hdrs.set(NATS_HEADER.traceparent, traceparent);
    if (row.request_id) hdrs.set(NATS_HEADER.requestId, row.request_id);
    await this.#nats.store(row.subject, JSON.stringify(envelope(row, traceparent)), {
      messageId: row.id,
      headers: hdrs,
      timeoutMs: PUBLISH_TIMEOUT_MS,
    });
    if (!traced) return;
    this.#tracing.record(cause, {
      kind: 'producer',
      name: row.subject,
      startedAt,
      attributes: {
        'messaging.system': 'nats',
        'messaging.destination.name': row.subject,
        'messaging.message.id': row.id,
        'edu.outbox_wait_ms': row.waited_ms,
      },
    });
  }
}

function registerBacklog(pool: Pool, registry: Registry): void {
  const backlog = cachedForScrape(async () => {
    const { rows } = await pool.query<{ pending: number; oldest: number }>(BACKLOG);
    return rows[0]!;
  });
  const gauge = (name: string, help: string, field: 'pending' | 'oldest') =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.remove();
        const found = await backlog();
        if (found) this.set(found[field]);
      },
    });
  gauge('edu_outbox_pending', 'Events that are not published yet', 'pending');
  gauge('edu_outbox_oldest_seconds', 'Age of the oldest of them', 'oldest');
}

function envelope(row: Row, traceparent: string | null): EventEnvelope {
  return {
    id: row.id,
    type: row.subject,
    at: row.created_at.toISOString(),
    aggregateId: row.aggregate_id,
    sequence: Number(row.sequence),
    ...(row.request_id && { requestId: row.request_id }),
    ...(traceparent && { traceparent }),
    data: row.data,
  };
}

function isBroken(error: Error): boolean {
  return /connection|terminat|ECONN|socket/i.test(error.message);
}

function noop(): void {
  // the failure was logged where it happened
}
