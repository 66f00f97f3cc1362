import { Injectable } from '@nestjs/common';
import { doubling, Work, type Claimed, type WorkOptions } from '@edu/work';
import { PaymentConfig } from '../app.config.ts';

/** Longer than asking a psp takes, its retries included. */
const CLAIM_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

type Asked<Row extends Claimed> = Pick<
  WorkOptions<Row>,
  'name' | 'table' | 'id' | 'columns' | 'failure' | 'work'
> & {
  /** The longest wait between two questions. */
  readonly maxWaitMs: number;
};

/** Queues of rows about which a psp is asked, later each time, until it says how they ended. */
@Injectable()
export class PspWork {
  constructor(
    private readonly work: Work,
    private readonly config: PaymentConfig,
  ) {}

  /** Call it from a constructor. @returns looks at once for what is due */
  follow<Row extends Claimed>({ maxWaitMs, ...options }: Asked<Row>): () => void {
    const firstMs = this.config.JANITOR_INTERVAL_MS;
    return this.work.follow({
      ...options,
      claimMs: CLAIM_MS,
      everyMs: Math.min(firstMs, LOOK_EVERY_MS),
      retryAfterMs: doubling({ firstMs, maxMs: maxWaitMs }),
      ...(options.failure && { reasonOf: nameOf }),
    });
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
