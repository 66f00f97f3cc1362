import { Injectable } from '@nestjs/common';
import { bookingEvents } from '@edu/contracts-booking';
import { doubling, Work } from '@edu/work';
import { BookingDb } from '../booking.db.ts';
import { aboutSlot } from '../booking/booking.row.ts';
import { BookingQueries } from '../booking/booking.queries.ts';

const CLAIM_MS = 30_000;
const LOOK_EVERY_MS = 5_000;

/** Says of the later lessons of a series, one by one, that they are to be paid now. */
@Injectable()
export class PaymentReminder {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    work: Work,
  ) {
    work.follow({
      name: 'payments due',
      table: 'booking',
      where: `state = 'pending'`,
      dueAt: 'payment_due_at',
      attempts: 'payment_due_attempts',
      claimMs: CLAIM_MS,
      everyMs: LOOK_EVERY_MS,
      retryAfterMs: doubling({ firstMs: 5_000, maxMs: 300_000 }),
      work: ({ id }) => this.announce(id),
    });
  }

  private announce(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const row = await this.queries.lock(tx, id);
      if (row.state !== 'pending' || row.paymentDueAt === null) return; // paid or ended a moment ago
      await tx.prisma.booking.update({ where: { id }, data: { paymentDueAt: null } });
      await tx.emit(bookingEvents.paymentDue, {
        ...aboutSlot(row),
        payUntil: row.holdExpiresAt!.toISOString(),
      });
    });
  }
}
