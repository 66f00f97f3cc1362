import { Injectable } from '@nestjs/common';
import { Scheduler } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { CHECKPOINT, CHECKPOINT_AFTER, CHECKPOINT_STEP } from './balance.sql.ts';
import { FX_CHECKPOINT, FX_CURRENCIES } from './fx.sql.ts';

const EVERY_MS = 60_000;

/** Keeps balances quick to read, however long the ledger is. */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly db: PaymentDb,
    scheduler: Scheduler,
  ) {
    scheduler.every(EVERY_MS, 'checkpoints of the ledger', (signal) => this.run(signal));
  }

  /** Catches up with what is settled. */
  async run(signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted) {
      const [step] = await this.db.query(CHECKPOINT, CHECKPOINT_STEP);
      if (!step) break;
    }
    await this.db.query(FX_CHECKPOINT, { ...FX_CURRENCIES, after: CHECKPOINT_AFTER });
  }
}
