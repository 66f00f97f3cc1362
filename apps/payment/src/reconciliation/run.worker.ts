import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { doubling, Work, type Claimed } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import type { PspMovement } from '../psp/psp-movement.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { Comparison } from './comparison.ts';
import { FORGET_MOVEMENTS, movementValues, PUT_MOVEMENTS } from './movements.sql.ts';
import {
  ADVANCE_RUN,
  BEGIN_RUN,
  COUNT_BOOKED,
  END_RUN,
  FAIL_RUN,
  type BegunRun,
} from './run.sql.ts';
import { firstIdAt, sliceCount, slicesOf, withEdges } from './slices.domain.ts';

/** Longer than one page of a list, or one slice, takes. */
const CLAIM_MS = 60_000;
const GIVE_UP_AFTER = 5;
/** How much of a run its reading is. */
const READING_PERCENT = 50;

interface Progress {
  readonly percent: number;
  readonly read?: number;
  readonly compared?: number;
  readonly found?: number;
}

/** Makes the comparisons that are due: reads what a psp lists, page by page, and compares hour by hour. */
@Injectable()
export class RunWorker {
  /** Looks at once for a run that is due. */
  readonly wake: () => void;

  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly comparison: Comparison,
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
    if (run.source !== 'books') {
      const readBy = run.source === 'list' ? await this.read(claim, run) : id;
      const { from, to: until } = run;
      await this.db.query(FORGET_MOVEMENTS, { psp: run.psp!, from, until, readBy });
    }
    await this.compare(claim, run);
    await this.db.tx(async (tx) => {
      const gone = await this.comparison.close(tx, run);
      if ((await tx.query(END_RUN, { id, attempts, gone })).length === 0) throw new ClaimLost();
    });
  }

  /** @returns the name of the reading */
  private async read(claim: Claimed, { psp, from, to }: BegunRun): Promise<string> {
    const edges = withEdges({ from, to });
    const expected = await this.expected(psp!, edges);
    // Each reading has its name: one that was cut short counts nothing twice.
    const readBy = newId();
    let read = 0;
    for await (const page of this.pages(psp!, edges)) {
      if (page.length > 0) await this.db.query(PUT_MOVEMENTS, movementValues(psp!, readBy, page));
      read += page.length;
      const percent = Math.floor((READING_PERCENT * read) / Math.max(expected, read, 1));
      await this.say(claim, { percent, read: page.length });
    }
    return readBy;
  }

  private pages(
    psp: string,
    { from, to }: Pick<BegunRun, 'from' | 'to'>,
  ): AsyncIterable<readonly PspMovement[]> {
    const list = this.psps.get(psp).list?.(from, to);
    if (!list) throw new Error(`${psp} lists nothing`);
    return list;
  }

  private async expected(
    psp: string,
    { from, to }: Pick<BegunRun, 'from' | 'to'>,
  ): Promise<number> {
    const ids = { fromId: firstIdAt(from), untilId: firstIdAt(to) };
    const [counted] = await this.db.query(COUNT_BOOKED, { psp, ...ids });
    return counted!.count;
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

  private async say(claim: Claimed, progress: Progress): Promise<void> {
    const rows = await this.db.query(ADVANCE_RUN, step(claim, progress));
    if (rows.length === 0) throw new ClaimLost();
  }
}

const step = (
  { id, attempts }: Claimed,
  { percent, read = 0, compared = 0, found = 0 }: Progress,
) => ({
  ...{ id, attempts, percent, read, compared, found },
  claimMs: CLAIM_MS,
});

/** It took so long that another process has begun anew. */
class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}
