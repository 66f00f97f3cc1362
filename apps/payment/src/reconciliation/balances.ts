import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { Clock } from '@edu/service';
import type { Claimed } from '@edu/work';
import { PaymentConfig } from '../app.config.ts';
import { BALANCES } from '../ledger/balance.sql.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import type { Psp, Sum } from '../psp/psp.ts';
import { currenciesOf, differing, type Differing } from './balance.domain.ts';
import { CLOSE_BALANCES, FIND_BALANCES, KEEP_BALANCES } from './balance.sql.ts';
import { BOOK_EXCHANGES } from './exchange.sql.ts';
import { BOOK_LISTED } from './listed.sql.ts';
import { ClaimLost, Reading, step } from './reading.ts';
import { ADVANCE_RUN, END_RUN, START_RUN, type BegunRun } from './run.sql.ts';
import { sinceEndOf } from './slices.domain.ts';

/**
 * How often a psp is asked while what it holds is not what the books have: money is on its way in both directions,
 * and what agrees for a moment has agreed.
 */
const TRIES = 4;
/** What is listed is of a moment ago, or of one that a clock elsewhere calls later. */
const EDGE_MS = 60_000;
const LONGEST_WAIT_MS = 5_000;

/** Compares what psps say that they hold for us with what the books say of it. */
@Injectable()
export class Balances {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly reading: Reading,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
  ) {}

  /** The one of the night, where the psp says what it holds. */
  async startAfter(tx: PaymentTx, { psp, ...day }: Pick<BegunRun, 'psp' | 'from' | 'to'>) {
    if (!this.psps.get(psp!).balance) return;
    const since = sinceEndOf(day, this.clock.now());
    const asked = { id: newId(), psp, source: 'balance', state: 'waiting', askedBy: null };
    await tx.query(START_RUN, { ...asked, ...since });
  }

  /** Ends the run. */
  async compare(claim: Claimed, run: BegunRun): Promise<void> {
    const psp = this.psps.get(run.psp!);
    let { from } = run;
    for (let left = TRIES; ; left -= 1) {
      const until = new Date(this.clock.now().getTime() + EDGE_MS);
      if (psp.list) await this.reading.read(claim, psp.id, { from, to: until });
      const there = await balanceOf(psp);
      const isOver = await this.db.tx(async (tx) => {
        await tx.execute(BOOK_LISTED, { psp: psp.id, from, until });
        await tx.execute(BOOK_EXCHANGES, { psp: psp.id, from, until });
        const here = await booked(tx, psp.id);
        const rows = differing(here, there);
        if (rows.length > 0 && left > 1) return false;
        await this.#end(tx, claim, {
          psp: psp.id,
          rows,
          compared: currenciesOf(here, there).length,
        });
        return true;
      });
      if (isOver) return;
      from = new Date(this.clock.now().getTime() - EDGE_MS);
      await sleep(Math.min(LONGEST_WAIT_MS, this.config.RECONCILE_SETTLE_MS / (TRIES - 1)));
    }
  }

  async #end(
    tx: PaymentTx,
    claim: Claimed,
    { psp, rows, compared }: { psp: string; rows: readonly Differing[]; compared: number },
  ): Promise<void> {
    const values = { psp, differing: JSON.stringify(rows.map(asText)) };
    const gone = await tx.query(CLOSE_BALANCES, values);
    await tx.query(KEEP_BALANCES, values);
    const found = await tx.query(FIND_BALANCES, values);
    const said = step(claim, { percent: 99, compared, found: found.length });
    if ((await tx.query(ADVANCE_RUN, said)).length === 0) throw new ClaimLost();
    const { id, attempts } = claim;
    const ended = await tx.query(END_RUN, { id, attempts, gone: gone.length });
    if (ended.length === 0) throw new ClaimLost();
  }
}

const asText = ({ currency, here, there }: Differing) => ({
  ...{ currency, here: String(here), there: String(there) },
});

async function balanceOf(psp: Psp): Promise<readonly Sum[]> {
  if (!psp.balance) throw new Error(`${psp.id} does not say what it holds`);
  return psp.balance();
}

async function booked(tx: PaymentTx, psp: string): Promise<Sum[]> {
  const rows = await tx.query(BALANCES, { account: 'psp_clearing', owner: psp });
  return rows.map(({ currency, balance }) => ({ currency, amount: BigInt(balance) }));
}
