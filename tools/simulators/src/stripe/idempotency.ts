import { StripeApiError } from './stripe-error.ts';
import type { StripeStore } from './stripe-objects.ts';

/** A stored answer that is given again. */
export interface SavedAnswer {
  status: number;
  text: string;
  requestId: string;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY, path TEXT NOT NULL, fingerprint TEXT NOT NULL, request_id TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL);
`;
const DAY_MS = 24 * 3_600_000;

/**
 * Stripe's idempotency keys, https://docs.stripe.com/api/idempotent_requests: the first answer is
 * kept for 24 hours and given again for the same request; another request under the key is
 * refused, and so is one that comes while the first is still being worked on.
 */
export class Idempotency {
  private readonly store: StripeStore;
  private readonly inFlight = new Set<string>();

  constructor(store: StripeStore) {
    store.define(TABLE);
    this.store = store;
    store.sql('DELETE FROM idempotency WHERE created < ?').run(Date.now() - DAY_MS);
  }

  /**
   * Claims the key for one request. Returns the saved answer when there is one, otherwise null:
   * the caller then owns the key and must `release` it. Throws 400 or 409 as Stripe does.
   */
  claim(key: string, path: string, fingerprint: string): SavedAnswer | null {
    if (key.length > 255) {
      throw refused(400, 'Idempotency-Key must be at most 255 characters.');
    }
    if (this.inFlight.has(key)) {
      throw refused(
        409,
        `There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        'idempotency_key_in_use',
      );
    }
    const row = this.store
      .sql('SELECT * FROM idempotency WHERE key = ? AND created >= ?')
      .get(key, Date.now() - DAY_MS);
    if (!row) {
      this.inFlight.add(key);
      return null;
    }
    const same =
      row['path'] === path ? null : `endpoint they were first used for ('${String(row['path'])}')`;
    const reason =
      same ?? (row['fingerprint'] === fingerprint ? null : 'parameters they were first used with');
    if (reason !== null) {
      throw refused(
        400,
        `Keys for idempotent requests can only be used with the same ${reason}. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    return {
      status: Number(row['status']),
      text: String(row['body']),
      requestId: String(row['request_id']),
    };
  }

  /** Keeps the answer under the key, in the transaction that has its effects. */
  save(key: string, path: string, fingerprint: string, answer: SavedAnswer): void {
    this.store
      .sql(
        `INSERT OR REPLACE INTO idempotency
           (key, path, fingerprint, request_id, status, body, created) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(key, path, fingerprint, answer.requestId, answer.status, answer.text, Date.now());
  }

  release(key: string): void {
    this.inFlight.delete(key);
  }
}

function refused(status: number, message: string, code?: string): StripeApiError {
  return new StripeApiError(status, { type: 'idempotency_error', message, ...(code && { code }) });
}
