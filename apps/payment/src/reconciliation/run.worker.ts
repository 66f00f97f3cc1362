import { Injectable } from '@nestjs/common';
import { doubling, Work, type Claimed } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { Balances } from './balances.ts';
import { Comparison } from './comparison.ts';
import { FORGET_MOVEMENTS } from './movements.sql.ts';
import { CLAIM_MS, ClaimLost, Reading, READING_PERCENT, step } from './reading.ts';
import { ADVANCE_RUN, BEGIN_RUN, END_RUN, FAIL_RUN, type BegunRun } from './run.sql.ts';
import { sliceCount, slicesOf, withEdges } from './slices.domain.ts';

const GIVE_UP_AFTER = 5;

/** Makes the comparisons that are due: reads what a psp lists, page by page, and compares hour by hour. */
@Injectable()
export class RunWorker {
  /** Looks at once for a run that is due. */
  readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly reading: Reading,
    private readonly comparison: Comparison,
    private readonly balances: Balances,
    work: Work,
  ) {
    this.wake = work.follow<Claimed>({
      name: 'reconciliation',
      table: 'reconciliation_run',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 2_000, maxMs: 300_000 }),
      batch: 1,
      work: (claim) => this.run(claim),
      giveUp: {
        after: GIVE_UP_AFTER,
        write: ({ id }, error) =>
          this.db.query(FAIL_RUN, { id, failure: error instanceof Error ? error.name : 'crashed' }),
      },
    });
  }

  private async run(claim: Claimed): Promise<void> {
    const { id, attempts } = claim;
    const [run] = await this.db.query(BEGIN_RUN, { id, attempts });
    if (!run) return;
    if (run.source === 'balance') return this.balances.compare(claim, run);
    if (run.source !== 'books') {
      const readBy =
        run.source === 'list' ? await this.reading.read(claim, run.psp!, withEdges(run)) : id;
      const { from, to: until } = run;
      await this.db.query(FORGET_MOVEMENTS, { psp: run.psp!, from, until, readBy });
    }
    await this.compare(claim, run);
    await this.db.tx(async (tx) => {
      const gone = await this.comparison.close(tx, run);
      if ((await tx.query(END_RUN, { id, attempts, gone })).length === 0) throw new ClaimLost();
      if (run.source === 'list' && run.askedBy === null) await this.balances.startAfter(tx, run);
    });
  }

  private async compare(claim: Claimed, run: BegunRun): Promise<void> {
    const first = run.source === 'list' ? READING_PERCENT : 0;
    const all = sliceCount(run);
    let done = 0;
    for (const slice of slicesOf(run)) {
      done += 1;
      const percent = first + Math.floor(((99 - first) * done) / all);
      await this.db.tx(async (tx) => {
        const compared = await this.comparison.slice(tx, run, slice);
        const values = step(claim, { percent, ...compared });
        if ((await tx.query(ADVANCE_RUN, values)).length === 0) throw new ClaimLost();
      });
    }
  }
}
