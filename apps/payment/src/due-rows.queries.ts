import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { Scheduler } from '@edu/work';
import { PaymentConfig } from './app.config.ts';
import { PaymentDb } from './payment.db.ts';

const BATCH = 8;
/** How often a job looks for due rows; each look is one read of a small partial index. */
const LOOK_EVERY_MS = 1_000;

const claim = (table: string, maxWaitMs: number, key = 'id') =>
  statement(
    { firstWaitMs: 'float8' },
    `
  UPDATE ${table} SET attempts = attempts + 1,
    due_at = now() + least(:firstWaitMs * 2 ^ least(attempts, 20), ${maxWaitMs}) * interval '1 ms'
  WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE due_at <= now()
               ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING ${key} AS id`,
  ).returns<{ id: string }>();

const CLAIM = {
  // A payer whose webhook was lost keeps the slot only if we hear of the money within its hold.
  payment: claim('payment', 60_000),
  psp_event: claim('psp_event', 60_000),
  refund: claim('refund', 900_000),
  earning: claim('earning', 900_000, 'booking_id'),
};

type DueTable = keyof typeof CLAIM;

/**
 * Rows that wait for something outside. Taking one puts its next turn off, so that it is worked on
 * again if this turn ends without a result, by this process or another, later each time.
 */
@Injectable()
export class DueRows {
  private readonly everyMs: number;

  constructor(
    private readonly db: PaymentDb,
    private readonly config: PaymentConfig,
    private readonly scheduler: Scheduler,
  ) {
    this.everyMs = Math.min(config.JANITOR_INTERVAL_MS, LOOK_EVERY_MS);
  }

  /**
   * Looks again and again for what is due; `work` must not throw. Call it from a constructor.
   *
   * @returns looks at once
   */
  follow(table: DueTable, job: string, work: (id: string) => Promise<void>): () => void {
    return this.scheduler.every(this.everyMs, job, () => this.each(table, work));
  }

  private async each(table: DueTable, work: (id: string) => Promise<void>): Promise<void> {
    for (;;) {
      const rows = await this.db.query(CLAIM[table], {
        firstWaitMs: this.config.JANITOR_INTERVAL_MS,
      });
      await Promise.all(rows.map(({ id }) => work(id)));
      if (rows.length < BATCH) return;
    }
  }
}
