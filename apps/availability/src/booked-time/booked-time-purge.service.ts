import { Injectable } from '@nestjs/common';
import { Scheduler } from '@edu/persistence';
import { AvailabilityDb } from '../availability.db.ts';

const EVERY_MS = 3_600_000;
const BATCH = 1_000;

/** A replica that finds rows taken by another leaves them to it. */
const PURGE = `
  DELETE FROM booked_time WHERE booking_id IN (
    SELECT booking_id FROM booked_time WHERE busy_until < now() - interval '1 day'
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;

/** Forgets lessons that are over: the past cannot be booked, so nothing looks at them again. */
@Injectable()
export class BookedTimePurge {
  constructor(
    private readonly db: AvailabilityDb,
    scheduler: Scheduler,
  ) {
    scheduler.every(EVERY_MS, 'purge booked time', () => this.purge());
  }

  /** @returns how many rows went */
  async purge(): Promise<number> {
    let purged = 0;
    for (let count = BATCH; count === BATCH; purged += count) {
      count = await this.db.tx((tx) => tx.execute(PURGE));
    }
    return purged;
  }
}
