import { Injectable } from '@nestjs/common';
import { doubling, Work } from '@edu/work';
import { PaymentConfig } from '../app.config.ts';
import { PaymentDb } from '../payment.db.ts';
import { Reserves } from './reserves.ts';

const CLAIM_MS = 30_000;
const MAX_WAIT_MS = 900_000;

/** Releases what is kept, once its time is over. */
@Injectable()
export class ReserveWorker {
  /** Looks at once for what is due. */
  readonly wake: () => void;

  constructor(db: PaymentDb, reserves: Reserves, config: PaymentConfig, work: Work) {
    const firstMs = config.JANITOR_INTERVAL_MS;
    this.wake = work.follow({
      name: 'release reserves',
      table: 'reserve',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs, maxMs: MAX_WAIT_MS }),
      work: ({ id }) => db.tx((tx) => reserves.release(tx, id)),
    });
  }
}
