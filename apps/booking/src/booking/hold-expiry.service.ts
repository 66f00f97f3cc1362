import { Injectable } from '@nestjs/common';
import { bookingEvents } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { doubling, Work, type Claimed } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { endUnpaidSeries } from '../series/unpaid-series.ts';
import { BookingQueries } from './booking.queries.ts';
import { aboutSlot, stateOf } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';
import { HELD } from './states.sql.ts';

const CLAIM_MS = 10_000;
/** At a time: each takes one of the few connections that people book with. */
const BATCH = 2;

interface Held extends Claimed {
  readonly until: Date;
}

const REASONS: Readonly<Record<string, string>> = {
  requested: 'the provider did not answer in time',
  proposed: 'the proposal was not answered in time',
};

/** Frees the slots of bookings that were not answered or paid in time, by the database's clock. */
@Injectable()
export class HoldExpiry {
  /** Looks for holds that are over at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly clock: Clock,
    work: Work,
  ) {
    this.wake = work.follow<Held>({
      name: 'holds',
      table: 'booking',
      where: `state IN ${HELD}`,
      columns: ['hold_expires_at AS until'],
      firstDueAt: 'hold_expires_at',
      dueAt: 'expiry_due_at',
      attempts: 'expiry_attempts',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      batch: BATCH,
      work: ({ id, until }) => this.expire(id, until),
    });
  }

  private expire(id: string, until: Date): Promise<void> {
    return this.db.tx(async (tx) => {
      const row = await this.queries.lock(tx, id);
      // Answered, paid or canceled a moment ago.
      if (row.holdExpiresAt?.getTime() !== until.getTime()) return;
      const expired = await applyTransition(tx, row, 'expire', {
        actor: 'booking',
        reason: REASONS[row.state] ?? 'not paid in time',
        at: this.clock.now(),
      });
      await tx.emit(bookingEvents.expired, { ...aboutSlot(expired), was: stateOf(row) });
      await endUnpaidSeries(tx, expired, this.clock.now());
    });
  }
}
