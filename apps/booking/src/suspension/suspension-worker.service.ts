import { Injectable } from '@nestjs/common';
import { doubling, Work } from '@edu/work';
import type { CallOff } from '../booking/booking-cancellation.service.ts';
import { StandingBookings } from '../booking/standing-bookings.service.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { CLAIM_BOOKINGS, LOOK_AGAIN } from './suspension.sql.ts';

const CLAIM_MS = 30_000;

/** Calls off the lessons of suspended people, a few at a time. */
@Injectable()
export class SuspensionWorker {
  /** Looks for suspended people at once. */
  readonly wake: () => void;

  constructor(standing: StandingBookings, work: Work) {
    this.wake = work.follow({
      name: 'suspensions',
      table: 'suspended_user',
      id: 'user_id',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      work: ({ id: userId }) =>
        standing.callOff({
          claim: (tx, most) => tx.query(CLAIM_BOOKINGS, { userId, most }),
          how: (row) => howToCallOff(row, userId),
          after: (tx) => tx.execute(LOOK_AGAIN, { userId }),
        }),
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
