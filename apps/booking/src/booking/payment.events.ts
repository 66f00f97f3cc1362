import { Injectable } from '@nestjs/common';
import {
  newId,
  type EventData,
  type EventEnvelope,
  type EventInput,
  type Money,
} from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, type Effect, On, type StatementEffect } from '@edu/messaging';
import { outboxRow } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { HeldMoves } from '../reschedule/held-moves.service.ts';
import { BookingCancellation } from './booking-cancellation.service.ts';
import { nextState, promptHoldEnd, transition } from './booking.domain.ts';
import { BookingQueries } from './booking.queries.ts';
import { aboutBooking, aboutSlot, lessonTime, stateOf, termsOf, toPrice } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';
import { CONFIRM_BOOKING } from './confirm-booking.sql.ts';
import { CONFIRM_BOOKINGS } from './confirm-bookings.sql.ts';

/** Who decided, in the history. */
const PAYER = 'payment';

type Paid = EventData<typeof paymentEvents.succeeded>;
/** What of a payment is for one lesson. */
type PaidLesson = Pick<Paid, 'paymentId' | 'bookingId' | 'amount'>;
type Prompted = EventData<typeof paymentEvents.prompted>;
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
    private readonly moves: HeldMoves,
    private readonly clock: Clock,
  ) {}

  @On(paymentEvents.succeeded)
  async succeeded({
    data,
  }: EventEnvelope<typeof paymentEvents.succeeded>): Promise<Effect<BookingTx>> {
    const lessons = lessonsOf(data);
    const inTurn = (tx: BookingTx) => this.pay(tx, lessons);
    if (lessons.length > 1) return inTurn;
    const row = await this.queries.find(data.bookingId);
    return row?.state === 'pending' && !row.movesId
      ? this.confirm(row, lessons[0]!, inTurn)
      : inTurn;
  }

  @On(paymentEvents.prompted)
  prompted({ data }: EventEnvelope<typeof paymentEvents.prompted>): Effect<BookingTx> {
    return (tx) => this.extendHolds(tx, data);
  }

  @On(paymentEvents.refunded)
  refunded({ data }: EventEnvelope<typeof paymentEvents.refunded>): Effect<BookingTx> {
    return (tx) => this.followRefund(tx, data);
  }

  /** The usual case, in one round trip; the others if the booking has changed meanwhile. */
  private confirm(
    row: BookingRow,
    data: PaidLesson,
    otherwise: (tx: BookingTx) => Promise<void>,
  ): StatementEffect {
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
      otherwise,
    };
  }

  private async extendHolds(tx: BookingTx, { lessons, until }: Prompted): Promise<void> {
    for (const row of await this.queries.lockAll(tx, lessons)) {
      await this.extendHold(tx, row, promptHoldEnd(new Date(until), row.startsAt));
    }
  }

  private async extendHold(tx: BookingTx, row: BookingRow, end: Date): Promise<void> {
    if (row.state !== 'pending' || !row.holdExpiresAt || end <= row.holdExpiresAt) return;
    const extended = await applyTransition(tx, row, 'extend', {
      ...{ actor: PAYER, reason: 'the payer is asked on the phone', at: this.clock.now() },
      change: {
        ...{ holdNumber: row.holdNumber, holdExpiresAt: end },
        // The queue that ends holds begins anew with the new end.
        ...{ expiryDueAt: null, expiryAttempts: 0 },
      },
    });
    await tx.emit(bookingEvents.holdExtended, {
      ...{ ...aboutSlot(extended), ...termsOf(extended), holdExpiresAt: end.toISOString() },
    });
  }

  /**
   * Lessons that were paid, one or several at once. Each that still can be is confirmed, what was paid
   * for the others goes back, and one of those that stand speaks for all to the two people. What was paid
   * for a move moves its lesson.
   */
  private async pay(tx: BookingTx, paid: readonly PaidLesson[]): Promise<void> {
    const partOf = new Map(paid.map((part) => [part.bookingId, part]));
    const at = this.clock.now();
    const moved = await this.moves.lockLessons(tx, [...partOf.keys()]);
    const all = await this.queries.lockAll(tx, [...partOf.keys()]);
    const rows = all.filter(({ movesId }) => !movesId);
    for (const held of all.filter(({ movesId }) => movesId)) {
      await this.moves.pay(tx, held, moved.get(held.id)!, partOf.get(held.id)!);
    }
    const held = rows.filter(({ state, startsAt }) => state === 'pending' && at < startsAt);
    const confirmed = await this.confirmHeld(tx, held, paid[0]!.paymentId, at);
    for (const row of rows.filter((other) => !held.includes(other))) {
      const stands = await this.confirmOrSendBack(tx, row, partOf.get(row.id)!);
      if (stands) confirmed.push(stands);
    }
    const inTime = confirmed.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    await tx.emitAll(
      inTime.map((row) => outboxRow(bookingEvents.confirmed, announced(row, inTime))),
    );
  }

  /** The usual ones together: a school year takes no more round trips than one lesson. */
  private async confirmHeld(
    tx: BookingTx,
    held: readonly BookingRow[],
    paymentId: string,
    now: Date,
  ): Promise<BookingRow[]> {
    if (held.length === 0) return [];
    const next = transition('pending', 'pay');
    await tx.execute(CONFIRM_BOOKINGS, {
      ...{ ids: held.map(({ id }) => id), state: 'pending', next, paymentId, now },
      ...{ actor: PAYER, reason: 'paid' },
    });
    await this.lessons.startAll(tx, new Map(held.map((row) => [row.id, this.lessons.begin(row)])));
    return held.map((row) => ({ ...row, state: next, paymentId, version: row.version + 1 }));
  }

  /**
   * @param row locked
   * @returns the booking if this payment has confirmed it now
   */
  private async confirmOrSendBack(
    tx: BookingTx,
    row: BookingRow,
    data: PaidLesson,
  ): Promise<BookingRow | undefined> {
    if (row.paymentId === data.paymentId) return undefined;
    const at = this.clock.now();
    const obstacle = await this.obstacleTo(tx, row, at);
    if (obstacle) {
      await sendBack(tx, data, obstacle);
      return undefined;
    }
    const confirmed = await applyTransition(tx, row, 'pay', {
      actor: PAYER,
      reason: row.state === 'pending' ? 'paid' : 'paid late, the slot was still free',
      at,
      paymentId: data.paymentId,
    });
    await this.lessons.start(tx, row.id, this.lessons.begin(confirmed));
    return confirmed;
  }

  /** Why money that has come cannot confirm a booking. */
  private async obstacleTo(
    tx: BookingTx,
    row: BookingRow,
    at: Date,
  ): Promise<RefundReason | undefined> {
    if (row.paymentId) return 'already_paid';
    if (at >= row.startsAt) return 'too_late';
    return (await this.canConfirm(tx, row)) ? undefined : 'slot_gone';
  }

  /** A payment that comes after the hold ended still confirms if nobody took the slot since. */
  private async canConfirm(tx: BookingTx, row: BookingRow): Promise<boolean> {
    if (!nextState(stateOf(row), 'pay')) return false;
    return row.state === 'pending' || (await this.queries.isStillFree(tx, row));
  }

  /**
   * A booking whose whole money went back is over, whoever gave it back; so is a lesson of which a
   * difference went back that nobody here gave back, with what else was paid for it. Money of a payment
   * that the booking did not take goes back without the booking having changed.
   */
  private async followRefund(tx: BookingTx, { bookingId, paymentId, ...refund }: Refunded) {
    const lesson = (await this.moves.lockLessons(tx, [bookingId])).get(bookingId);
    const paid = await this.queries.lock(tx, bookingId);
    if (paid.paymentId !== paymentId) return;
    const row = lesson ?? paid;
    const at = this.clock.now();
    const value = { amount: refund.amount.amount, ...(lesson && { bookingId }) };
    await this.lessons.handle(tx, row.id, { fact: 'refunded', value, now: at });
    const isUnpaid =
      refund.total && (!lesson || (await this.lessons.wentBackUnasked(tx, row.id, bookingId)));
    const ended =
      row.state === 'confirmed' && isUnpaid
        ? await this.cancellation.callOff(tx, row, {
            ...{ by: 'platform', actor: PAYER, reason: 'its money went back' },
            refund: await this.lessons.left(tx, row.id),
          })
        : row;
    const isOver = ended.state === 'canceled' || (refund.total && !lesson);
    if (!isOver || !nextState(stateOf(ended), 'refund')) return;
    const reason = { actor: PAYER, reason: 'refunded', at };
    const refunded = await applyTransition(tx, ended, 'refund', reason);
    await tx.emit(bookingEvents.refunded, aboutBooking(refunded));
  }
}

function lessonsOf({ paymentId, bookingId, amount, parts }: Paid): readonly PaidLesson[] {
  if (!parts) return [{ paymentId, bookingId, amount }];
  return parts.map((part) => ({ ...part, paymentId }));
}

/** What is said of one of lessons that were confirmed together: the first speaks for all. */
function announced(row: BookingRow, all: readonly BookingRow[]) {
  const [speaker, ...others] = all;
  return {
    ...confirmation(row, { paymentId: row.paymentId! }),
    ...(row !== speaker && { withSeries: true }),
    ...(row === speaker &&
      others.length > 0 && { others: others.map(aboutOther), total: totalOf(all) }),
  };
}

const aboutOther = (row: BookingRow) => ({
  ...{ bookingId: row.id, version: row.version, ...lessonTime(row) },
  isPaid: true,
});

/** Of lessons that were paid at once, so of one currency. */
function totalOf(rows: readonly BookingRow[]): Money {
  const amount = rows.reduce((sum, { priceAmount }) => sum + Number(priceAmount), 0);
  return { ...toPrice(rows[0]!), amount };
}

function confirmation(row: BookingRow, { paymentId }: Pick<PaidLesson, 'paymentId'>) {
  return { ...aboutSlot(row), ...termsOf(row), paymentId };
}

async function sendBack(tx: BookingTx, paid: PaidLesson, reason: RefundReason): Promise<void> {
  const { bookingId, paymentId, amount } = paid;
  const refundRequestId = newId();
  await tx.emit(bookingEvents.refundDue, { refundRequestId, bookingId, paymentId, amount, reason });
}
