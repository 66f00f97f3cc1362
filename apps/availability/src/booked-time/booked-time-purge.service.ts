import { Injectable } from '@nestjs/common';
import { Work, type Purge } from '@edu/work';

const EVERY_MS = 3_600_000;

/** Deletes lessons that are over: the past cannot be booked, so nothing reads them again. */
@Injectable()
export class BookedTimePurge {
  private readonly expired: Purge;

  constructor(work: Work) {
    this.expired = work.purge(EVERY_MS, 'purge booked time', {
      table: 'booked_time',
      where: "busy_until < now() - interval '1 day'",
    });
  }

  /** @returns how many rows went */
  purge(): Promise<number> {
    return this.expired.run();
  }
}
