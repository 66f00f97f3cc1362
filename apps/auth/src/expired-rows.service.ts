import { Injectable } from '@nestjs/common';
import { Work, type Purge } from '@edu/work';

const EVERY_MS = 600_000;
const where = 'expires_at < now()';

/** Removes what can have no effect any more, as old codes and sessions, and the log of sign-ins in time. */
@Injectable()
export class ExpiredRows {
  private readonly purge: Purge;

  constructor(work: Work) {
    this.purge = work.purge(
      EVERY_MS,
      'purge expired rows',
      { table: 'challenge', where },
      { table: 'throttle', where },
      { table: 'refresh_token', where },
      { table: 'session', where },
      { table: 'half_sign_in', where },
      { table: 'sign_in', where },
      { table: 'known_device', where },
      { table: 'address_change', where },
      { table: 'address_notice', where },
      { table: 'daily_count', where },
    );
  }

  delete(): Promise<number> {
    return this.purge.run();
  }
}
