import { Injectable } from '@nestjs/common';
import { doubling, Work } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { BookingCancellation, type CallOff } from '../booking/booking-cancellation.service.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { CLAIM_BOOKINGS, LOOK_AGAIN } from './suspension.sql.ts';

const CLAIM_MS = 30_000;
/** Called off in one transaction: as many as keep it shorter than anybody waits for a row of it. */
const CHUNK = 25;

/** Calls off the lessons of suspended people, a few at a time. */
@Injectable()
export class SuspensionWorker {
  /** Looks for suspended people at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: BookingDb,
    private readonly cancellation: BookingCancellation,
    work: Work,
  ) {
    this.wake = work.follow({
      name: 'suspensions',
      table: 'suspended_user',
      id: 'user_id',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      work: async ({ id }) => {
        while (!(await this.callOffSome(id)));
      },
    });
  }

  /** @returns whether those were the last */
  private callOffSome(userId: string): Promise<boolean> {
    return this.db.tx(async (tx) => {
      const claimed = await tx.query(CLAIM_BOOKINGS, { userId, most: CHUNK });
      const ids = claimed.map(({ id }) => id);
      const rows = await tx.prisma.booking.findMany({ where: { id: { in: ids } } });
      const all = rows.map((row) => ({ row, how: howToCallOff(row, userId) }));
      await this.cancellation.callOffAll(tx, all);
      const wereLast = rows.length < CHUNK;
      if (wereLast) await tx.execute(LOOK_AGAIN, { userId });
      return wereLast;
    });
  }
}

/**
 * The learner of a suspended provider gets everything back. A suspended learner gets what the
 * policy gives to one who cancels: the provider kept the time free.
 */
const howToCallOff = (row: BookingRow, userId: string): CallOff => ({
  ...{ by: 'platform', actor: 'booking', reason: 'account suspended' },
  onAccountOf: row.learnerId === userId ? 'learner' : 'platform',
});
