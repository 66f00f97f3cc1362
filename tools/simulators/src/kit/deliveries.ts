import { Agent, request } from 'undici';
import type { DeliveryFaultTree } from './delivery-faults.ts';
import type { FaultBoard } from './fault-board.ts';
import type { Log } from './http-server.ts';
import type { ObjectStore } from './object-store.ts';
import { shuffle } from './random.ts';

const TABLE = `
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, event_type TEXT NOT NULL,
    url TEXT, body TEXT NOT NULL, copy INTEGER NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL, last_status INTEGER,
    last_error TEXT);
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due_at);
`;

export interface Endpoint {
  /** Where events go that name no address of their own; null: nowhere. */
  url: string | null;
  secret: string;
}

/** The wait before attempt n+1 is `baseMs * 2^(n-1)`, at most `maxMs`. */
export interface Retry {
  baseMs: number;
  maxMs: number;
  maxAttempts: number;
  /** An endpoint that takes longer has not received the event. */
  timeoutMs: number;
}

export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'dropped';

/** One delivery of one event. `copy` is 0 for the real one and counts injected duplicates. */
export interface Delivery {
  id: number;
  eventId: string;
  eventType: string;
  /** As it is sent, or would be. */
  body: string;
  copy: number;
  state: DeliveryState;
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
}

export interface DeliveriesOptions {
  readonly endpoint: Endpoint;
  readonly retry: Retry;
  /** Headers of a request, its signature among them; an empty secret asks for no signature. */
  readonly sign: (event: { url: string; body: string; secret: string; seconds: number }) => {
    readonly [name: string]: string;
  };
  /** Of each request; POST unless given. */
  readonly method?: () => 'POST' | 'PUT';
  readonly log: Log;
}

const CONCURRENCY = 16;

/**
 * Sends a provider's events until they are received (2xx) or the attempts are used up. What is still
 * to be sent lives in the store, so a restarted simulator goes on with it.
 */
export class Deliveries {
  readonly endpoint: Endpoint;
  readonly #store: ObjectStore<object>;
  readonly #faults: FaultBoard<{ seed: number; webhooks: DeliveryFaultTree }>;
  readonly #options: DeliveriesOptions;
  readonly #agent = new Agent({ connections: CONCURRENCY, keepAliveTimeout: 1_000 });
  readonly #closing = new AbortController();
  readonly #taken = new Set<number>();
  readonly #running = new Set<Promise<void>>();
  readonly #windows = new Set<NodeJS.Timeout>();
  #held: number[] = [];
  #timer: NodeJS.Timeout | undefined;
  #woken = false;

  constructor(
    store: ObjectStore<object>,
    faults: FaultBoard<{ seed: number; webhooks: DeliveryFaultTree }>,
    options: DeliveriesOptions,
  ) {
    store.define(TABLE);
    this.#store = store;
    this.#faults = faults;
    this.#options = options;
    this.endpoint = { ...options.endpoint };
  }

  /** Queues an event, in the caller's transaction; it is sent after the commit. */
  enqueue(event: { id: string; type: string; body: string; url?: string }): void {
    if ((event.url ?? this.endpoint.url) === null) return;
    const { webhooks } = this.#faults.current;
    const insert = (copy: number, state: DeliveryState, waitMs: number) =>
      Number(
        this.#store
          .sql(
            `INSERT INTO deliveries (event_id, event_type, url, body, copy, state, due_at)
             VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
          )
          .get(
            event.id,
            event.type,
            event.url ?? null,
            event.body,
            copy,
            state,
            Date.now() + waitMs,
          )?.['id'],
      );
    if (this.#faults.take(webhooks.drop)) {
      insert(0, 'dropped', 0);
      return;
    }
    const copies = this.#faults.take(webhooks.duplicate) ? webhooks.duplicate.copies : 0;
    const { windowMs } = webhooks.reorder;
    for (let copy = 0; copy <= copies; copy += 1) {
      const id = insert(copy, 'pending', webhooks.delayMs + windowMs);
      if (windowMs > 0) this.#hold(id, webhooks.delayMs + windowMs);
    }
    this.wake();
  }

  #hold(id: number, releaseMs: number): void {
    this.#taken.add(id);
    this.#held.push(id);
    if (this.#held.length > 1) return;
    const window = setTimeout(() => {
      this.#windows.delete(window);
      const released = shuffle(this.#held, this.#faults.random);
      this.#held = [];
      this.#track(
        (async () => {
          for (const held of released) await this.#attempt(held);
        })(),
      );
    }, releaseMs);
    this.#windows.add(window);
  }

  /** Looks for due deliveries once the current transaction is over. */
  wake(): void {
    if (this.#woken) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      this.#sendDue();
    });
  }

  #sendDue(): void {
    if (this.#closing.signal.aborted) return;
    clearTimeout(this.#timer);
    const rows = this.#store
      .sql("SELECT id, due_at FROM deliveries WHERE state = 'pending' ORDER BY due_at, id LIMIT ?")
      .all(CONCURRENCY + this.#taken.size + 1);
    for (const row of rows) {
      const id = Number(row['id']);
      if (this.#taken.has(id)) continue;
      const wait = Number(row['due_at']) - Date.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#sendDue(), Math.min(wait, 60_000));
        return;
      }
      if (this.#running.size >= CONCURRENCY) return;
      this.#taken.add(id);
      this.#track(this.#attempt(id));
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => {
      this.#running.delete(tracked);
      this.wake();
    });
    this.#running.add(tracked);
  }

  async #attempt(id: number): Promise<void> {
    try {
      const row = this.#store
        .sql("SELECT url, body, attempts FROM deliveries WHERE id = ? AND state = 'pending'")
        .get(id);
      const url = row && (row['url'] === null ? this.endpoint.url : String(row['url']));
      if (!row || !url) return;
      const outcome = await this.#send(url, String(row['body']));
      if (!this.#closing.signal.aborted) this.#record(id, Number(row['attempts']) + 1, outcome);
    } finally {
      this.#taken.delete(id);
    }
  }

  async #send(url: string, said: string): Promise<{ status: number | null; error: string | null }> {
    const { webhooks } = this.#faults.current;
    const { signingSecret, timestampOffsetSeconds } = webhooks;
    const body = webhooks.body ?? said;
    const seconds = Math.floor(Date.now() / 1_000) + timestampOffsetSeconds;
    const secret = signingSecret ?? this.endpoint.secret;
    const { sign, retry, method } = this.#options;
    try {
      const response = await request(url, {
        method: method?.() ?? 'POST',
        dispatcher: this.#agent,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(retry.timeoutMs)]),
        headers: sign({ url, body, secret, seconds }),
        body,
      });
      await response.body.dump();
      const { statusCode } = response;
      const received = statusCode >= 200 && statusCode < 300;
      return { status: statusCode, error: received ? null : `HTTP ${statusCode}` };
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error) };
    }
  }

  #record(
    id: number,
    attempts: number,
    { status, error }: { status: number | null; error: string | null },
  ): void {
    const { baseMs, maxMs, maxAttempts } = this.#options.retry;
    const wait = Math.min(baseMs * 2 ** (attempts - 1), maxMs);
    const failed = attempts >= maxAttempts ? 'failed' : 'pending';
    if (error !== null) {
      const next = failed === 'failed' ? 'given up' : `again in ${wait} ms`;
      this.#options.log(`delivery attempt ${attempts} failed (${error}); ${next}`);
    }
    this.#store
      .sql(
        `UPDATE deliveries SET state = ?, attempts = ?, last_status = ?, last_error = ?, due_at = ?
         WHERE id = ?`,
      )
      .run(error === null ? 'delivered' : failed, attempts, status, error, Date.now() + wait, id);
  }

  /**
   * Sends again, now and with fresh attempts: the given events whatever their state, or all that
   * were not delivered. Returns how many deliveries that is.
   */
  redeliver(eventIds?: readonly string[]): number {
    const again =
      "UPDATE deliveries SET state = 'pending', attempts = 0, due_at = ? WHERE copy = 0";
    const run = (condition: string, ...values: string[]) =>
      Number(this.#store.sql(`${again} AND ${condition}`).run(Date.now(), ...values).changes);
    const count = this.#store.transaction(() =>
      eventIds
        ? eventIds.reduce((sum, id) => sum + run('event_id = ?', id), 0)
        : run("state <> 'delivered'"),
    );
    this.wake();
    return count;
  }

  /** The latest deliveries, newest first. */
  list(limit: number): Delivery[] {
    return this.#store
      .sql('SELECT * FROM deliveries ORDER BY id DESC LIMIT ?')
      .all(limit)
      .map((row) => ({
        id: Number(row['id']),
        eventId: String(row['event_id']),
        eventType: String(row['event_type']),
        body: String(row['body']),
        copy: Number(row['copy']),
        state: String(row['state']) as DeliveryState,
        attempts: Number(row['attempts']),
        lastStatus: row['last_status'] === null ? null : Number(row['last_status']),
        lastError: row['last_error'] === null ? null : String(row['last_error']),
      }));
  }

  /** How many deliveries are in each state. */
  counts(): Record<DeliveryState, number> {
    const counts = { pending: 0, delivered: 0, failed: 0, dropped: 0 };
    const rows = this.#store
      .sql('SELECT state, count(*) AS n FROM deliveries GROUP BY state')
      .all();
    for (const row of rows) counts[String(row['state']) as DeliveryState] = Number(row['n']);
    return counts;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    for (const window of this.#windows) clearTimeout(window);
    await Promise.allSettled(this.#running);
    await this.#agent.destroy();
  }
}
