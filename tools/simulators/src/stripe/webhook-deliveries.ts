import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { shuffle } from '../faults/random.ts';
import type { Log } from '../web/http-server.ts';
import type { StripeFaults } from './stripe-faults.ts';
import type { StripeEvent, StripeStore } from './stripe-store.ts';

export interface WebhookEndpoint {
  /** Null: no endpoint, events are only listed. */
  url: string | null;
  secret: string;
}

/** Retry policy: the wait before attempt n+1 is `baseMs * 2^(n-1)`, at most `maxMs`. */
export interface WebhookRetry {
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
  copy: number;
  state: DeliveryState;
  attempts: number;
  dueAt: number;
  lastStatus: number | null;
  lastError: string | null;
  deliveredAt: number | null;
}

const CONCURRENCY = 16;

/**
 * The `Stripe-Signature` header: HMAC-SHA256 of `<seconds>.<raw body>` with the endpoint's secret,
 * https://docs.stripe.com/webhooks#verify-manually.
 */
export function signWebhook(body: string, secret: string, seconds: number): string {
  const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${v1}`;
}

/**
 * Sends events to the webhook endpoint until it answers 2xx or the attempts are used up. What is
 * still to be sent lives in the database, so a restarted simulator goes on with it.
 */
export class WebhookDeliveries {
  readonly endpoint: WebhookEndpoint;
  private readonly store: StripeStore;
  private readonly faults: StripeFaults;
  private readonly retry: WebhookRetry;
  private readonly log: Log;
  private readonly agent = new Agent({ connections: CONCURRENCY, keepAliveTimeout: 1_000 });
  private readonly closing = new AbortController();
  private readonly taken = new Set<number>();
  private readonly running = new Set<Promise<void>>();
  private readonly windows = new Set<NodeJS.Timeout>();
  private held: number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private woken = false;

  constructor(
    store: StripeStore,
    faults: StripeFaults,
    endpoint: WebhookEndpoint,
    retry: WebhookRetry,
    log: Log,
  ) {
    this.store = store;
    this.faults = faults;
    this.endpoint = endpoint;
    this.retry = retry;
    this.log = log;
  }

  /** Queues an event, in the caller's transaction; it is sent after the commit. */
  enqueue(event: StripeEvent): void {
    if (this.endpoint.url === null) return;
    const { webhooks } = this.faults.current;
    if (this.faults.take(webhooks.drop)) {
      this.insert(event.id, 0, 'dropped', Date.now());
      return;
    }
    const copies = this.faults.take(webhooks.duplicate) ? webhooks.duplicate.copies : 0;
    for (let copy = 0; copy <= copies; copy += 1) {
      const windowMs = webhooks.reorder.windowMs;
      const id = this.insert(event.id, copy, 'pending', Date.now() + webhooks.delayMs + windowMs);
      if (windowMs > 0) this.hold(id, webhooks.delayMs + windowMs);
    }
    this.wake();
  }

  private insert(eventId: string, copy: number, state: DeliveryState, dueAt: number): number {
    const row = this.store
      .sql(
        'INSERT INTO deliveries (event_id, copy, state, due_at) VALUES (?, ?, ?, ?) RETURNING id',
      )
      .get(eventId, copy, state, dueAt);
    return Number(row?.['id']);
  }

  private hold(id: number, releaseMs: number): void {
    this.taken.add(id);
    this.held.push(id);
    if (this.held.length > 1) return;
    const window = setTimeout(() => {
      this.windows.delete(window);
      const released = shuffle(this.held, this.faults.random);
      this.held = [];
      this.track(this.sendInOrder(released));
    }, releaseMs);
    this.windows.add(window);
  }

  private async sendInOrder(ids: readonly number[]): Promise<void> {
    for (const id of ids) await this.attempt(id);
  }

  /** Looks for due deliveries once the current transaction is over. */
  wake(): void {
    if (this.woken) return;
    this.woken = true;
    setImmediate(() => {
      this.woken = false;
      this.sendDue();
    });
  }

  private sendDue(): void {
    if (this.closing.signal.aborted) return;
    clearTimeout(this.timer);
    const now = Date.now();
    const rows = this.store
      .sql("SELECT id, due_at FROM deliveries WHERE state = 'pending' ORDER BY due_at, id LIMIT ?")
      .all(CONCURRENCY + this.taken.size + 1);
    for (const row of rows) {
      const id = Number(row['id']);
      const wait = Number(row['due_at']) - now;
      if (this.taken.has(id)) continue;
      if (wait > 0) {
        this.timer = setTimeout(() => this.sendDue(), Math.min(wait, 60_000));
        return;
      }
      if (this.running.size >= CONCURRENCY) return;
      this.taken.add(id);
      this.track(this.attempt(id));
    }
  }

  private track(work: Promise<void>): void {
    const tracked = work.finally(() => {
      this.running.delete(tracked);
      this.wake();
    });
    this.running.add(tracked);
  }

  private async attempt(id: number): Promise<void> {
    try {
      const row = this.store
        .sql(
          `SELECT d.attempts, o.json FROM deliveries d JOIN objects o ON o.id = d.event_id
           WHERE d.id = ? AND d.state = 'pending'`,
        )
        .get(id);
      if (!row || this.endpoint.url === null) return;
      const event = JSON.parse(String(row['json'])) as StripeEvent;
      const outcome = await this.send(this.endpoint.url, event);
      if (!this.closing.signal.aborted) this.record(id, Number(row['attempts']) + 1, outcome);
    } finally {
      this.taken.delete(id);
    }
  }

  private async send(
    url: string,
    event: StripeEvent,
  ): Promise<{ status: number | null; error: string | null }> {
    const body = JSON.stringify(event, null, 2);
    const { signingSecret, timestampOffsetSeconds } = this.faults.current.webhooks;
    const seconds = Math.floor(Date.now() / 1_000) + timestampOffsetSeconds;
    const secret = signingSecret ?? this.endpoint.secret;
    try {
      const response = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(this.retry.timeoutMs)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          accept: '*/*; q=0.5, application/xml',
          'cache-control': 'no-cache',
          ...(secret !== '' && { 'stripe-signature': signWebhook(body, secret, seconds) }),
        },
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

  private record(
    id: number,
    attempts: number,
    { status, error }: { status: number | null; error: string | null },
  ): void {
    if (error === null) {
      this.store
        .sql(
          `UPDATE deliveries SET state = 'delivered', attempts = ?, last_status = ?,
           last_error = NULL, delivered_at = ? WHERE id = ?`,
        )
        .run(attempts, status, Date.now(), id);
      return;
    }
    const exhausted = attempts >= this.retry.maxAttempts;
    const wait = Math.min(this.retry.baseMs * 2 ** (attempts - 1), this.retry.maxMs);
    this.log(
      `webhook attempt ${attempts} failed (${error}); ${exhausted ? 'given up' : `again in ${wait} ms`}`,
    );
    this.store
      .sql(
        `UPDATE deliveries SET state = ?, attempts = ?, last_status = ?, last_error = ?, due_at = ?
         WHERE id = ?`,
      )
      .run(exhausted ? 'failed' : 'pending', attempts, status, error, Date.now() + wait, id);
  }

  /**
   * Sends again, now and with fresh attempts: the given events whatever their state, or all that
   * were not delivered. Returns how many deliveries that is.
   */
  redeliver(eventIds?: readonly string[]): number {
    let count = 0;
    const now = Date.now();
    const set = "UPDATE deliveries SET state = 'pending', attempts = 0, due_at = ? WHERE copy = 0";
    this.store.transaction(() => {
      if (!eventIds) {
        count = Number(this.store.sql(`${set} AND state <> 'delivered'`).run(now).changes);
        return;
      }
      for (const eventId of eventIds) {
        count += Number(this.store.sql(`${set} AND event_id = ?`).run(now, eventId).changes);
      }
    });
    this.wake();
    return count;
  }

  /** The latest deliveries, newest first. */
  list(limit: number): Delivery[] {
    return this.store
      .sql(
        `SELECT d.*, json_extract(o.json, '$.type') AS event_type
         FROM deliveries d JOIN objects o ON o.id = d.event_id ORDER BY d.id DESC LIMIT ?`,
      )
      .all(limit)
      .map((row) => ({
        id: Number(row['id']),
        eventId: String(row['event_id']),
        eventType: String(row['event_type']),
        copy: Number(row['copy']),
        state: String(row['state']) as DeliveryState,
        attempts: Number(row['attempts']),
        dueAt: Number(row['due_at']),
        lastStatus: row['last_status'] === null ? null : Number(row['last_status']),
        lastError: row['last_error'] === null ? null : String(row['last_error']),
        deliveredAt: row['delivered_at'] === null ? null : Number(row['delivered_at']),
      }));
  }

  /** How many deliveries are in each state. */
  counts(): Record<DeliveryState, number> {
    const counts = { pending: 0, delivered: 0, failed: 0, dropped: 0 };
    const rows = this.store.sql('SELECT state, count(*) AS n FROM deliveries GROUP BY state').all();
    for (const row of rows) counts[String(row['state']) as DeliveryState] = Number(row['n']);
    return counts;
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.timer);
    for (const window of this.windows) clearTimeout(window);
    await Promise.allSettled(this.running);
    await this.agent.destroy();
  }
}
