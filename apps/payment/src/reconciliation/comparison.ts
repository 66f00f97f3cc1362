import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { suspense, suspenseReturn } from '../ledger/suspense.postings.ts';
import { post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import {
  JUDGE_BOOKINGS,
  JUDGE_LEDGER,
  JUDGE_OPEN_BOOKINGS,
  JUDGE_OPEN_LEDGER,
  JUDGE_OPEN_UNPAID,
  JUDGE_UNPAID,
} from './judge-books.sql.ts';
import { BOOK_EXCHANGES } from './exchange.sql.ts';
import { BOOK_LISTED } from './listed.sql.ts';
import { JUDGE_BOOKED, JUDGE_LINES, JUDGE_OPEN_BOOKED, JUDGE_OPEN_LINES } from './judge.sql.ts';
import { CLOSE_GONE_OF_BOOKS, CLOSE_GONE_OF_PSP, type Found } from './mismatch.sql.ts';
import { COUNT_MOVED, COUNT_PAYMENTS, type BegunRun } from './run.sql.ts';
import { firstIdAt, type Period } from './slices.domain.ts';
import { isSuspended, nobodysOf } from './suspense.domain.ts';

/** What the psp moved is kept for ninety days: what is older is not looked at again. */
const LOOKED_AT_MS = 80 * 86_400_000;

type Run = Pick<BegunRun, 'psp' | 'begunAt'>;

/**
 * Compares, and writes down where two sides disagree. All of it is done by the database, a slice at a
 * time; nothing of a day of payments comes here but what is wrong.
 */
@Injectable()
export class Comparison {
  constructor(
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
  ) {}

  /** @returns how much was compared, and how much of it disagrees and was not known */
  async slice(
    tx: PaymentTx,
    { psp }: Run,
    { from, to: until }: Period,
  ): Promise<{ compared: number; found: number }> {
    const [fromId, untilId] = [firstIdAt(from), firstIdAt(until)];
    const before = this.#before();
    if (psp === null) {
      const found = [
        ...(await tx.query(JUDGE_LEDGER, { fromId, untilId })),
        ...(await tx.query(JUDGE_BOOKINGS, { fromId, untilId, before })),
        ...(await tx.query(JUDGE_UNPAID, { fromId, untilId })),
      ];
      const [counted] = await tx.query(COUNT_PAYMENTS, { fromId, untilId });
      return { compared: counted!.count, found: await this.#take(tx, found) };
    }
    await tx.execute(BOOK_LISTED, { psp, from, until });
    await tx.execute(BOOK_EXCHANGES, { psp, from, until });
    const found = [
      ...(await tx.query(JUDGE_LINES, { psp, from, until, before })),
      ...(await tx.query(JUDGE_BOOKED, { psp, fromId, untilId, before })),
    ];
    const [counted] = await tx.query(COUNT_MOVED, { psp, from, until });
    return { compared: counted!.count, found: await this.#take(tx, found) };
  }

  /**
   * Looks again at what was open before, whenever it was, and closes what is no longer so.
   *
   * @returns how much is gone
   */
  async close(tx: PaymentTx, { psp, begunAt }: Run): Promise<number> {
    const before = this.#before();
    if (psp === null) {
      await tx.query(JUDGE_OPEN_LEDGER);
      await tx.query(JUDGE_OPEN_BOOKINGS, { before });
      await tx.query(JUDGE_OPEN_UNPAID);
      return (await tx.query(CLOSE_GONE_OF_BOOKS, { begunAt })).length;
    }
    await tx.query(JUDGE_OPEN_LINES, { psp, before });
    await tx.query(JUDGE_OPEN_BOOKED, { psp, before });
    const since = new Date(this.clock.now().getTime() - LOOKED_AT_MS);
    const gone = await tx.query(CLOSE_GONE_OF_PSP, { psp, begunAt, since });
    for (const row of gone.filter(isSuspended)) await post(tx, suspenseReturn(nobodysOf(row)));
    return gone.length;
  }

  async #take(tx: PaymentTx, found: readonly Found[]): Promise<number> {
    const unknown = found.filter(({ isNew }) => isNew);
    for (const row of unknown.filter(isSuspended)) await post(tx, suspense(nobodysOf(row)));
    return unknown.length;
  }

  #before(): Date {
    return new Date(this.clock.now().getTime() - this.config.RECONCILE_SETTLE_MS);
  }
}
