import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import type { Claimed } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import type { PspMovement } from '../psp/psp-movement.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { movementValues, PUT_MOVEMENTS } from './movements.sql.ts';
import { ADVANCE_RUN, COUNT_BOOKED } from './run.sql.ts';
import { firstIdAt, type Period } from './slices.domain.ts';

/** Longer than a lot of lines, or one slice, takes. */
export const CLAIM_MS = 60_000;
/** Lines that are written down at a time. */
const LOT = 500;
/** How much of a run its reading is. */
export const READING_PERCENT = 50;

export interface Progress {
  readonly percent: number;
  readonly read?: number;
  readonly compared?: number;
  readonly found?: number;
}

/** Reads what a psp lists, page by page, and says how far it is. */
@Injectable()
export class Reading {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
  ) {}

  /** @returns the name of the reading */
  async read(claim: Claimed, psp: string, period: Period): Promise<string> {
    const expected = await this.expected(psp, period);
    // Each reading has its name: one that was cut short counts nothing twice.
    const readBy = newId();
    let read = 0;
    let kept: Promise<void> = Promise.resolve();
    for await (const lines of inLots(this.pages(psp, period))) {
      await kept;
      read += lines.length;
      const percent = Math.floor((READING_PERCENT * read) / Math.max(expected, read, 1));
      // The psp is asked for more meanwhile.
      kept = this.keep(claim, lines, { psp, readBy, percent });
      kept.catch(() => undefined); // thrown above, or below
    }
    await kept;
    return readBy;
  }

  private async keep(
    claim: Claimed,
    lines: readonly PspMovement[],
    { psp, readBy, percent }: { psp: string; readBy: string; percent: number },
  ): Promise<void> {
    await this.db.query(PUT_MOVEMENTS, movementValues(psp, readBy, lines));
    const progress = { percent, read: lines.length };
    const rows = await this.db.query(ADVANCE_RUN, step(claim, progress));
    if (rows.length === 0) throw new ClaimLost();
  }

  private pages(psp: string, { from, to }: Period): AsyncIterable<readonly PspMovement[]> {
    const list = this.psps.get(psp).list?.(from, to);
    if (!list) throw new Error(`${psp} lists nothing`);
    return list;
  }

  private async expected(psp: string, { from, to }: Period): Promise<number> {
    const ids = { fromId: firstIdAt(from), untilId: firstIdAt(to) };
    const [counted] = await this.db.query(COUNT_BOOKED, { psp, ...ids });
    return counted!.count;
  }
}

/** Pages as they come, put together until they are worth a statement. */
async function* inLots(
  pages: AsyncIterable<readonly PspMovement[]>,
): AsyncGenerator<readonly PspMovement[]> {
  let lot: PspMovement[] = [];
  for await (const page of pages) {
    lot.push(...page);
    if (lot.length < LOT) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

export const step = (
  { id, attempts }: Claimed,
  { percent, read = 0, compared = 0, found = 0 }: Progress,
) => ({
  ...{ id, attempts, percent, read, compared, found },
  claimMs: CLAIM_MS,
});

/** It took so long that another process has begun anew. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}
