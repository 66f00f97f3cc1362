import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type Stripe from 'stripe';
import { inTransaction, openDatabase } from '../storage/database.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    created INTEGER NOT NULL, json TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, seq);
  CREATE INDEX IF NOT EXISTS objects_intent ON objects (json_extract(json, '$.payment_intent'));
  CREATE INDEX IF NOT EXISTS objects_charge ON objects (json_extract(json, '$.charge'));
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, copy INTEGER NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL,
    last_status INTEGER, last_error TEXT, delivered_at INTEGER);
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due_at);
  CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event_id);
  CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY, path TEXT NOT NULL, fingerprint TEXT NOT NULL, request_id TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS money_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, action TEXT NOT NULL,
    charge TEXT NOT NULL, payment_intent TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, metadata TEXT NOT NULL, request_id TEXT, idempotency_key TEXT);
  CREATE INDEX IF NOT EXISTS money_log_intent ON money_log (payment_intent);
  CREATE TABLE IF NOT EXISTS settlements (
    object_id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, outcome TEXT NOT NULL);
`;

/** Stripe's event object; `data.object` is the object as it was when the event happened. */
export interface StripeEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: unknown; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** What is kept of a dispute. */
export type Dispute = Pick<
  Stripe.Dispute,
  | 'id'
  | 'object'
  | 'amount'
  | 'charge'
  | 'created'
  | 'currency'
  | 'livemode'
  | 'metadata'
  | 'payment_intent'
  | 'reason'
  | 'status'
>;

/** The kinds of objects kept and their shapes, which are the SDK's own. */
export interface StripeKinds {
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Dispute;
  balance_transaction: Stripe.BalanceTransaction;
  event: StripeEvent;
}

export type StripeKind = keyof StripeKinds;

/** A page of a list: newest first; cursors are ids of objects the caller has seen. */
export interface ListPage {
  limit: number;
  startingAfter?: string;
  endingBefore?: string;
}

/** An SQL condition over `objects` (alias o) with its values. */
export interface Condition {
  sql: string;
  values: SQLInputValue[];
}

/** All that the simulator remembers, in one SQLite file: a restart goes on where it stopped. */
export class StripeStore {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(databaseFile: string) {
    this.database = openDatabase(databaseFile, SCHEMA);
  }

  /** The prepared statement of a fixed SQL text. */
  sql(text: string): StatementSync {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.database.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }

  transaction<T>(work: () => T): T {
    return inTransaction(this.database, work);
  }

  /** Inserts the object or replaces the one with its id, which keeps its place in lists. */
  put<K extends StripeKind>(kind: K, object: StripeKinds[K]): void {
    this.sql(
      `INSERT INTO objects (id, kind, created, json) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    ).run(object.id, kind, object.created, JSON.stringify(object));
  }

  find<K extends StripeKind>(kind: K, id: string): StripeKinds[K] | null {
    const row = this.sql('SELECT json FROM objects WHERE id = ? AND kind = ?').get(id, kind);
    return row ? (JSON.parse(String(row['json'])) as StripeKinds[K]) : null;
  }

  /** Any object by its id, for `expand`. */
  findAny(id: string): StripeKinds[StripeKind] | null {
    const row = this.sql('SELECT json FROM objects WHERE id = ?').get(id);
    return row ? (JSON.parse(String(row['json'])) as StripeKinds[StripeKind]) : null;
  }

  /**
   * A page of objects, newest first, and whether there are more in the direction of travel.
   * Returns null when the cursor is not an object of this kind.
   */
  list<K extends StripeKind>(
    kind: K,
    page: ListPage,
    conditions: readonly Condition[] = [],
  ): { data: StripeKinds[K][]; hasMore: boolean } | null {
    const where = ['o.kind = ?', ...conditions.map((condition) => condition.sql)];
    const values: SQLInputValue[] = [kind, ...conditions.flatMap((condition) => condition.values)];
    const cursor = page.endingBefore ?? page.startingAfter;
    const backwards = page.endingBefore !== undefined;
    if (cursor !== undefined) {
      const row = this.sql('SELECT seq FROM objects WHERE id = ? AND kind = ?').get(cursor, kind);
      if (!row) return null;
      where.push(backwards ? 'o.seq > ?' : 'o.seq < ?');
      values.push(Number(row['seq']));
    }
    const rows = this.sql(
      `SELECT o.json FROM objects o WHERE ${where.join(' AND ')}
       ORDER BY o.seq ${backwards ? 'ASC' : 'DESC'} LIMIT ?`,
    ).all(...values, page.limit + 1);
    const data = rows
      .slice(0, page.limit)
      .map((row) => JSON.parse(String(row['json'])) as StripeKinds[K]);
    return { data: backwards ? data.reverse() : data, hasMore: rows.length > page.limit };
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}

/** A condition on a member of the stored object, equal to `value`. */
export function memberIs(member: string, value: SQLInputValue): Condition {
  return { sql: `json_extract(o.json, '$.${member}') = ?`, values: [value] };
}
