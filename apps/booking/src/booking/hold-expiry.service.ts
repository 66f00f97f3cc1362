import { Injectable } from '@nestjs/common';
import { bookingEvents } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { Scheduler } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { aboutSlot } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';

const EVERY_MS = 1_000;
const BATCH = 50;

/** Due by the database's clock; a hold that another replica is working on is left to it. */
const CLAIM_DUE = statement(
  {},
  `SELECT id FROM booking WHERE state = 'pending' AND hold_expires_at <= now()
   ORDER BY hold_expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
).returns<{ id: string }>();

/** Frees the slots of bookings that were not paid in time. */
@Injectable()
export class HoldExpiry {
  constructor(
    private readonly db: BookingDb,
    private readonly clock: Clock,
    scheduler: Scheduler,
  ) {
    scheduler.every(EVERY_MS, 'expire holds', () => this.expireDue());
  }

  /** @returns how many expired */
  async expireDue(): Promise<number> {
    return this.db.tx(async (tx) => {
      const due = await tx.query(CLAIM_DUE);
      const rows = await tx.prisma.booking.findMany({
        where: { id: { in: due.map((d) => d.id) } },
      });
      for (const row of rows) {
        const expired = await applyTransition(tx, row, 'expire', {
          actor: 'booking',
          reason: 'not paid in time',
          at: this.clock.now(),
        });
        await tx.emit(bookingEvents.expired, aboutSlot(expired));
      }
      return rows.length;
    });
  }
}
