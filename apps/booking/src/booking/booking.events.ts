import { Injectable } from '@nestjs/common';
import type { EventData, EventEnvelope } from '@edu/contract-kit';
import { bookingEvents, type BookingState } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { On, type Effect } from '@edu/messaging';
import type { BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { nextState } from './booking.domain.ts';
import { BookingQueries } from './booking.queries.ts';
import { eventBase, toPrice } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';

type Paid = EventData<typeof paymentEvents.succeeded>;

/** What payments mean for bookings. Money that cannot confirm its booking is sent back. */
@Injectable()
export class BookingEvents {
  constructor(private readonly queries: BookingQueries) {}

  @On(paymentEvents.succeeded)
  succeeded({ data }: EventEnvelope<typeof paymentEvents.succeeded>): Effect<BookingTx> {
    return async (tx) => {
      const row = await this.queries.lock(tx, data.bookingId);
      if (row.paymentId === data.paymentId) return;
      if (row.paymentId) return sendBack(tx, data, 'already_paid');
      if (!(await this.canConfirm(tx, row))) return sendBack(tx, data, 'slot_gone');
      const confirmed = await applyTransition(tx, row, 'pay', {
        actor: 'payment',
        reason: row.state === 'pending' ? 'paid' : 'paid late, the slot was still free',
        paymentId: data.paymentId,
      });
      await tx.emit(bookingEvents.confirmed, {
        ...eventBase(confirmed),
        mode: confirmed.mode as 'online' | 'in_person',
        price: toPrice(confirmed),
        zone: confirmed.zone,
        paymentId: data.paymentId,
      });
    };
  }

  @On(paymentEvents.refunded)
  refunded({ data }: EventEnvelope<typeof paymentEvents.refunded>): Effect<BookingTx> {
    return async (tx) => {
      const row = await this.queries.lock(tx, data.bookingId);
      // Money of a rejected payment goes back without the booking having changed.
      if (row.paymentId !== data.paymentId || row.state !== 'canceled') return;
      const refunded = await applyTransition(tx, row, 'refund', {
        actor: 'payment',
        reason: 'refunded',
      });
      const { bookingId, learnerId, providerId, version } = eventBase(refunded);
      await tx.emit(bookingEvents.refunded, { bookingId, learnerId, providerId, version });
    };
  }

  /** A payment that comes after the hold ended still confirms if nobody took the slot since. */
  private async canConfirm(tx: BookingTx, row: BookingRow): Promise<boolean> {
    if (!nextState(row.state as BookingState, 'pay')) return false;
    if (row.state === 'pending') return true;
    const [overlap] = await tx.query(
      `SELECT 1 AS found FROM booking WHERE state IN ('pending', 'confirmed') AND (
         (provider_id = $1::uuid AND tstzrange(busy_from, busy_until) && tstzrange($3, $4))
         OR (learner_id = $2::uuid AND tstzrange(starts_at, ends_at) && tstzrange($5, $6)))
       LIMIT 1`,
      row.providerId,
      row.learnerId,
      row.busyFrom,
      row.busyUntil,
      row.startsAt,
      row.endsAt,
    );
    return !overlap;
  }
}

async function sendBack(
  tx: BookingTx,
  { bookingId, paymentId, amount }: Paid,
  reason: 'slot_gone' | 'already_paid',
): Promise<void> {
  await tx.emit(bookingEvents.refundDue, { bookingId, paymentId, amount, reason });
}
