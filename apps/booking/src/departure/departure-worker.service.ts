import { Injectable } from '@nestjs/common';
import { doubling, Work } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { StandingBookings } from '../booking/standing-bookings.service.ts';
import { Groups } from '../group/groups.service.ts';
import { CLAIM_LEFT, FIND_OPEN_GROUPS, LOOK_AGAIN } from './departure.sql.ts';

const CLAIM_MS = 30_000;
const REASON = 'profile unpublished';

/** Calls off the lessons of providers who have left, a few at a time. */
@Injectable()
export class DepartureWorker {
  /** Looks for providers who have left at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: BookingDb,
    private readonly standing: StandingBookings,
    private readonly groups: Groups,
    work: Work,
  ) {
    this.wake = work.follow({
      name: 'departures',
      table: 'provider_presence',
      id: 'provider_id',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      work: ({ id }) => this.callOff(id),
    });
  }

  private async callOff(providerId: string): Promise<void> {
    const open = await this.db.query(FIND_OPEN_GROUPS, { providerId });
    for (const { id } of open) {
      await this.db.tx((tx) => this.groups.callOff(tx, id, { actor: providerId, reason: REASON }));
    }
    await this.standing.callOff({
      claim: (tx, most) => tx.query(CLAIM_LEFT, { providerId, most }),
      how: () => ({ by: 'provider', actor: providerId, reason: REASON }),
      after: (tx) => tx.execute(LOOK_AGAIN, { providerId }),
    });
  }
}
