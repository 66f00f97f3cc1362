import { Injectable } from '@nestjs/common';
import { bookingEvents } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { doubling, Work } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { endUnpaidSeries } from '../series/unpaid-series.ts';
import { BookingQueries } from './booking.queries.ts';
import { aboutSlot } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';

const CLAIM_MS = 10_000;
/** At a time: each takes one of the few connections that people book with. */
const BATCH = 2;

/** Frees the slots of bookings that were not paid in time, by the database's clock. */
@Injectable()
export class HoldExpiry {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly clock: Clock,
    work: Work,
  ) {
    work.follow({
      name: 'holds',
      table: 'booking',
      where: `state = 'pending'`,
      firstDueAt: 'hold_expires_at',
      dueAt: 'expiry_due_at',
      attempts: 'expiry_attempts',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      batch: BATCH,
      work: ({ id }) => this.expire(id),
    });
  }

  private expire(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const row = await this.queries.lock(tx, id);
      if (row.state !== 'pending') return; // paid or canceled a moment ago
      const expired = await applyTransition(tx, row, 'expire', {
        actor: 'booking',
        reason: 'not paid in time',
        at: this.clock.now(),
      });
      await tx.emit(bookingEvents.expired, aboutSlot(expired));
      await endUnpaidSeries(tx, expired, this.clock.now());
    });
  }
}
