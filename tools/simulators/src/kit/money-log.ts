import type { ObjectStore } from './object-store.ts';

const TABLE = `
  CREATE TABLE IF NOT EXISTS money_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, action TEXT NOT NULL,
    charge TEXT NOT NULL, payment_intent TEXT NOT NULL, amount INTEGER NOT NULL,
    currency TEXT NOT NULL, metadata TEXT NOT NULL, idempotency_key TEXT);
  CREATE INDEX IF NOT EXISTS money_log_intent ON money_log (payment_intent);
`;

/** One entry of the money log: money that was really taken, given back, paid out, or taken back by a bank. */
export interface MoneyEntry {
  at: string;
  action: 'charge' | 'refund' | 'refund_failed' | 'payout' | 'dispute' | 'dispute_won';
  charge: string;
  /** Of a payout: its own id. */
  paymentIntent: string;
  /** Minor units of the currency. */
  amount: number;
  currency: string;
  metadata: unknown;
  idempotencyKey: string | null;
}

/**
 * What really happened to people's money, whatever the API answered: the truth that proofs compare
 * the platform's books with.
 */
export class MoneyLog {
  readonly #store: ObjectStore<object>;

  constructor(store: ObjectStore<object>) {
    store.define(TABLE);
    this.#store = store;
  }

  add(entry: Omit<MoneyEntry, 'at'>): void {
    this.#store
      .sql(
        `INSERT INTO money_log
           (at, action, charge, payment_intent, amount, currency, metadata, idempotency_key)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        Date.now(),
        entry.action,
        entry.charge,
        entry.paymentIntent,
        entry.amount,
        entry.currency,
        JSON.stringify(entry.metadata),
        entry.idempotencyKey,
      );
  }

  /** Oldest first, optionally of one payment. */
  list(limit: number, paymentIntent?: string): MoneyEntry[] {
    return this.#store
      .sql('SELECT * FROM money_log WHERE ?1 IS NULL OR payment_intent = ?1 ORDER BY seq LIMIT ?2')
      .all(paymentIntent ?? null, limit)
      .map((row) => ({
        at: new Date(Number(row['at'])).toISOString(),
        action: String(row['action']) as MoneyEntry['action'],
        charge: String(row['charge']),
        paymentIntent: String(row['payment_intent']),
        amount: Number(row['amount']),
        currency: String(row['currency']),
        metadata: JSON.parse(String(row['metadata'])) as unknown,
        idempotencyKey: row['idempotency_key'] === null ? null : String(row['idempotency_key']),
      }));
  }
}
