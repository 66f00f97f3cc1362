import { Injectable } from '@nestjs/common';
import { newId, type EventData, type EventEnvelope } from '@edu/contract-kit';
import { bookingEvents, type Booking, type BookingState } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, type Effect, On, type StatementEffect } from '@edu/messaging';
import { outboxRow } from '@edu/persistence';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { nextState, transition } from './booking.domain.ts';
import { BookingQueries } from './booking.queries.ts';
import { eventBase, toPrice } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';
import { CONFIRM_BOOKING } from './confirm-booking.sql.ts';

/** Who decided, in the history. */
const PAYER = 'payment';

type Paid = EventData<typeof paymentEvents.succeeded>;

/** What payments mean for bookings. Money that cannot confirm its booking is sent back. */
@Consumer('booking')
@Injectable()
export class BookingEvents {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
  ) {}

  @On(paymentEvents.succeeded)
  async succeeded({
    data,
  }: EventEnvelope<typeof paymentEvents.succeeded>): Promise<Effect<BookingTx>> {
    const row = await this.queries.find(data.bookingId);
    if (row?.state !== 'pending') return (tx: BookingTx) => this.pay(tx, data);
    return this.confirm(row, data);
  }

  @On(paymentEvents.refunded)
  refunded({ data }: EventEnvelope<typeof paymentEvents.refunded>): Effect<BookingTx> {
    return async (tx) => {
      const row = await this.queries.lock(tx, data.bookingId);
      // Money of a rejected payment goes back without the booking having changed.
      if (row.paymentId !== data.paymentId || row.state !== 'canceled') return;
      const refunded = await applyTransition(tx, row, 'refund', {
        actor: PAYER,
        reason: 'refunded',
      });
      const { bookingId, learnerId, providerId, version } = eventBase(refunded);
      await tx.emit(bookingEvents.refunded, { bookingId, learnerId, providerId, version });
    };
  }

  /** The usual case, in one round trip; the others if the booking has changed meanwhile. */
  private confirm(row: BookingRow, data: Paid): StatementEffect {
    const state = transition('pending', 'pay');
    const event = outboxRow(
      bookingEvents.confirmed,
      confirmation({ ...row, version: row.version + 1 }, data),
    );
    const { id, version } = row;
    const values = [id, row.state, version, state, data.paymentId, PAYER, 'paid'];
    return {
      ...CONFIRM_BOOKING(...values, JSON.stringify([event])),
      afterCommit: () => this.db.outboxChanged(),
      otherwise: (tx: BookingTx) => this.pay(tx, data),
    };
  }

  private async pay(tx: BookingTx, data: Paid): Promise<void> {
    const row = await this.queries.lock(tx, data.bookingId);
    if (row.paymentId === data.paymentId) return;
    if (row.paymentId) return sendBack(tx, data, 'already_paid');
    if (!(await this.canConfirm(tx, row))) return sendBack(tx, data, 'slot_gone');
    const confirmed = await applyTransition(tx, row, 'pay', {
      actor: PAYER,
      reason: row.state === 'pending' ? 'paid' : 'paid late, the slot was still free',
      paymentId: data.paymentId,
    });
    await tx.emit(bookingEvents.confirmed, confirmation(confirmed, data));
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

function confirmation(row: BookingRow, { paymentId }: Paid) {
  return {
    ...eventBase(row),
    mode: row.mode as Booking['mode'],
    price: toPrice(row),
    zone: row.zone,
    paymentId,
  };
}

async function sendBack(
  tx: BookingTx,
  { bookingId, paymentId, amount }: Paid,
  reason: 'slot_gone' | 'already_paid',
): Promise<void> {
  await tx.emit(bookingEvents.refundDue, {
    refundRequestId: newId(),
    bookingId,
    paymentId,
    amount,
    reason,
  });
}
