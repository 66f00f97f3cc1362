import { Injectable } from '@nestjs/common';
import { newId, type EventData, type EventEnvelope, type EventInput } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, type Effect, On, type StatementEffect } from '@edu/messaging';
import { outboxRow } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { BookingCancellation } from './booking-cancellation.service.ts';
import { nextState, transition } from './booking.domain.ts';
import { BookingQueries } from './booking.queries.ts';
import { aboutBooking, aboutSlot, stateOf, termsOf } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';
import { CONFIRM_BOOKING } from './confirm-booking.sql.ts';

/** Who decided, in the history. */
const PAYER = 'payment';

type Paid = EventData<typeof paymentEvents.succeeded>;
type Refunded = EventData<typeof paymentEvents.refunded>;
type RefundReason = EventInput<typeof bookingEvents.refundDue>['reason'];

/** What payments mean for bookings. Money that cannot confirm its booking is sent back. */
@Consumer('booking')
@Injectable()
export class PaymentEventHandlers {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly lessons: Lessons,
    private readonly cancellation: BookingCancellation,
    private readonly clock: Clock,
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
    return (tx) => this.followRefund(tx, data);
  }

  /** The usual case, in one round trip; the others if the booking has changed meanwhile. */
  private confirm(row: BookingRow, data: Paid): StatementEffect {
    const now = this.clock.now();
    const event = outboxRow(
      bookingEvents.confirmed,
      confirmation({ ...row, version: row.version + 1 }, data),
    );
    return {
      ...CONFIRM_BOOKING({
        ...{ id: row.id, state: row.state, version: row.version, now },
        next: transition('pending', 'pay'),
        paymentId: data.paymentId,
        ...{ actor: PAYER, reason: 'paid' },
        events: JSON.stringify([event]),
        ...this.lessons.startValues(row.id, this.lessons.begin(row)),
      }),
      afterCommit: () => this.db.outboxChanged(),
      otherwise: (tx: BookingTx) => this.pay(tx, data),
    };
  }

  private async pay(tx: BookingTx, data: Paid): Promise<void> {
    const row = await this.queries.lock(tx, data.bookingId);
    if (row.paymentId === data.paymentId) return;
    if (row.paymentId) return sendBack(tx, data, 'already_paid');
    const at = this.clock.now();
    if (at >= row.startsAt) return sendBack(tx, data, 'too_late');
    if (!(await this.canConfirm(tx, row))) return sendBack(tx, data, 'slot_gone');
    const confirmed = await applyTransition(tx, row, 'pay', {
      actor: PAYER,
      reason: row.state === 'pending' ? 'paid' : 'paid late, the slot was still free',
      at,
      paymentId: data.paymentId,
    });
    await this.lessons.start(tx, row.id, this.lessons.begin(confirmed));
    await tx.emit(bookingEvents.confirmed, confirmation(confirmed, data));
  }

  /** A payment that comes after the hold ended still confirms if nobody took the slot since. */
  private async canConfirm(tx: BookingTx, row: BookingRow): Promise<boolean> {
    if (!nextState(stateOf(row), 'pay')) return false;
    return row.state === 'pending' || (await this.queries.isStillFree(tx, row));
  }

  /**
   * A booking whose whole money went back is over, whoever gave it back. Money of a payment that
   * the booking did not take goes back without the booking having changed.
   */
  private async followRefund(tx: BookingTx, { bookingId, paymentId, ...refund }: Refunded) {
    const row = await this.queries.lock(tx, bookingId);
    if (row.paymentId !== paymentId) return;
    const at = this.clock.now();
    const value = { amount: refund.amount.amount };
    await this.lessons.handle(tx, bookingId, { fact: 'refunded', value, now: at });
    const ended =
      row.state === 'confirmed' && refund.total
        ? await this.cancellation.callOff(tx, row, {
            ...{ by: 'platform', actor: PAYER, reason: 'its money went back' },
            withRefund: false,
          })
        : row;
    const isOver = ended.state === 'canceled' || refund.total;
    if (!isOver || !nextState(stateOf(ended), 'refund')) return;
    const reason = { actor: PAYER, reason: 'refunded', at };
    const refunded = await applyTransition(tx, ended, 'refund', reason);
    await tx.emit(bookingEvents.refunded, aboutBooking(refunded));
  }
}

function confirmation(row: BookingRow, { paymentId }: Paid) {
  return { ...aboutSlot(row), ...termsOf(row), paymentId };
}

async function sendBack(tx: BookingTx, paid: Paid, reason: RefundReason): Promise<void> {
  const { bookingId, paymentId, amount } = paid;
  const refundRequestId = newId();
  await tx.emit(bookingEvents.refundDue, { refundRequestId, bookingId, paymentId, amount, reason });
}
