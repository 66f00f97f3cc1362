import { Injectable } from '@nestjs/common';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { speakingTogether } from '../series/speaking-together.ts';
import { BookingCancellation, type CallOff } from './booking-cancellation.service.ts';

/** Called off in one transaction: as many as keep it shorter than anybody waits for a row of it. */
const CHUNK = 25;

/** Whose bookings are called off, and how. */
export interface Leaver {
  /** Locks some of those that stand. */
  readonly claim: (tx: BookingTx, most: number) => Promise<{ id: string }[]>;
  readonly how: (row: BookingRow) => CallOff;
  /** In the transaction of the last of them. */
  readonly after: (tx: BookingTx) => Promise<unknown>;
}

/** Calls off all that somebody has who leaves, a few in each transaction. */
@Injectable()
export class StandingBookings {
  constructor(
    private readonly db: BookingDb,
    private readonly cancellation: BookingCancellation,
  ) {}

  async callOff(leaver: Leaver): Promise<void> {
    while (!(await this.callOffSome(leaver)));
  }

  /** @returns whether those were the last */
  private callOffSome({ claim, how, after }: Leaver): Promise<boolean> {
    return this.db.tx(async (tx) => {
      const ids = (await claim(tx, CHUNK)).map(({ id }) => id);
      const rows = await tx.prisma.booking.findMany({
        where: { id: { in: ids } },
        orderBy: { startsAt: 'asc' },
      });
      await this.cancellation.callOffAll(tx, speakingTogether(rows, how));
      const wereLast = rows.length < CHUNK;
      if (wereLast) await after(tx);
      return wereLast;
    });
  }
}
