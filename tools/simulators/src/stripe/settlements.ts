import type { Log } from '../web/http-server.ts';
import type { StripeStore } from './stripe-store.ts';

/** What becomes of an object later: a payment is charged, a refund succeeds or fails. */
export type SettlementOutcome = 'charge' | 'refund_succeeds' | 'refund_fails';

export type Settle = (objectId: string, outcome: SettlementOutcome) => void;

/**
 * Things that settle some time after the request, kept in the database so that they also happen
 * when the simulator was restarted in between.
 */
export class Settlements {
  private readonly store: StripeStore;
  private readonly log: Log;
  private settle: Settle | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(store: StripeStore, log: Log) {
    this.store = store;
    this.log = log;
  }

  /** Starts settling what is due, with what to do then. */
  start(settle: Settle): void {
    this.settle = settle;
    this.run();
  }

  /** Notes the outcome, in the caller's transaction. */
  schedule(objectId: string, outcome: SettlementOutcome, afterMs: number): void {
    this.store
      .sql(
        `INSERT INTO settlements (object_id, due_at, outcome) VALUES (?, ?, ?)
         ON CONFLICT (object_id) DO UPDATE SET due_at = excluded.due_at, outcome = excluded.outcome`,
      )
      .run(objectId, Date.now() + afterMs, outcome);
    this.wait(0);
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), Math.min(milliseconds, 60_000));
  }

  private run(): void {
    const { settle } = this;
    if (!settle) return;
    const rows = this.store.sql('SELECT * FROM settlements ORDER BY due_at LIMIT 50').all();
    for (const row of rows) {
      const wait = Number(row['due_at']) - Date.now();
      if (wait > 0) return this.wait(wait);
      const objectId = String(row['object_id']);
      try {
        this.store.transaction(() => {
          this.store.sql('DELETE FROM settlements WHERE object_id = ?').run(objectId);
          settle(objectId, String(row['outcome']) as SettlementOutcome);
        });
      } catch (error) {
        this.store.sql('DELETE FROM settlements WHERE object_id = ?').run(objectId);
        this.log(`${objectId} could not settle: ${String(error)}`);
      }
    }
    if (rows.length > 0) this.wait(0);
  }

  close(): void {
    clearTimeout(this.timer);
    this.settle = undefined;
  }
}
