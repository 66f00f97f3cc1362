import { Injectable } from '@nestjs/common';
import { Scheduler } from '@edu/persistence';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingCancellation } from '../booking/booking-cancellation.service.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { CLAIM_BOOKINGS, CLAIM_USER, LOOK_AGAIN } from './suspension.sql.ts';

const EVERY_MS = 1_000;
/** Called off in one transaction: as many as keep it shorter than anybody waits for a row of it. */
const CHUNK = 25;

/** Calls off the lessons of suspended people, a few at a time. */
@Injectable()
export class SuspensionWorker {
  /** Looks for work at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: BookingDb,
    private readonly cancellation: BookingCancellation,
    scheduler: Scheduler,
  ) {
    this.wake = scheduler.every(EVERY_MS, 'call off lessons of suspended people', async () => {
      while (await this.callOffSome());
    });
  }

  /** @returns false when nothing is due */
  private callOffSome(): Promise<boolean> {
    return this.db.tx(async (tx) => {
      const [due] = await tx.query(CLAIM_USER);
      if (!due) return false;
      const { userId } = due;
      const claimed = await tx.query(CLAIM_BOOKINGS, { userId, most: CHUNK });
      const ids = claimed.map(({ id }) => id);
      const rows = await tx.prisma.booking.findMany({ where: { id: { in: ids } } });
      for (const row of rows) await this.callOff(tx, row, userId);
      if (rows.length < CHUNK) await tx.execute(LOOK_AGAIN, { userId });
      return true;
    });
  }

  /**
   * The learner of a suspended provider gets everything back. A suspended learner gets what the
   * policy gives to one who cancels: the provider kept the time free.
   */
  private async callOff(tx: BookingTx, row: BookingRow, userId: string): Promise<void> {
    await this.cancellation.callOff(tx, row, {
      ...{ by: 'platform', actor: 'booking', reason: 'account suspended' },
      onAccountOf: row.learnerId === userId ? 'learner' : 'platform',
    });
  }
}
