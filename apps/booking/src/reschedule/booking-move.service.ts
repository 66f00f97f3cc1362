import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Problem, type ProblemType } from '@edu/contract-kit';
import { availabilityErrors, type Quote } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, type Booking } from '@edu/contracts-booking';
import { SQLSTATE, sqlState } from '@edu/persistence';
import type { z } from 'zod';
import type { BookingTx } from '../booking.db.ts';
import type { Cancellation } from '../booking/booking.domain.ts';
import { aboutSlot, lessonTime, toPrice } from '../booking/booking.row.ts';
import { applyTransition } from '../booking/booking.transition.ts';
import type { Booking as BookingRow, Prisma } from '../generated/prisma/client.ts';
import { dueAtOf } from '../lesson/lesson.process.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { FIND_MOVE_OBSTACLE, type Obstacle } from './move.sql.ts';

export interface Move {
  /** The new time, as availability offers it. */
  readonly quote: z.infer<typeof Quote>;
  /** What the lesson costs there: no more than it did. The same currency, minor units. */
  readonly amount: number;
  /** Who wants it, to the two people. */
  readonly by: Cancellation['by'];
  /** A user's id, or the name of the service that decided. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
  /** Counts as one of the few moves of whoever booked. */
  readonly counts: boolean;
}

const OBSTACLES: Record<Obstacle, ProblemType> = {
  contended: bookingErrors.slotContended,
  not_offered: availabilityErrors.slotNotOffered,
  slot_taken: bookingErrors.slotTaken,
  learner_busy: bookingErrors.learnerBusy,
};

const ATTEMPTS = 4;
const WAIT_MS = 20;
const SPREAD_MS = 80;

/** Puts paid bookings at another time. */
@Injectable()
export class BookingMove {
  constructor(private readonly lessons: Lessons) {}

  /**
   * Changes the time of a locked, paid booking: one row changes, so that it has the old time or the
   * new one and never both or neither. Sends back what the new time costs less.
   *
   * @throws booking.illegal_transition, availability.slot_not_offered, booking.slot_taken,
   * booking.learner_busy, booking.slot_contended; a violation where a rival was not to be seen yet:
   * see `again`
   */
  async apply(tx: BookingTx, before: BookingRow, move: Move): Promise<BookingRow> {
    const { quote, amount, by, actor, at } = move;
    const { id } = before;
    await requireFree(tx, before, quote);
    const refund = Number(before.priceAmount) - amount;
    const change: Prisma.BookingUpdateInput = {
      ...{ startsAt: quote.startsAt, endsAt: quote.endsAt, zone: quote.zone },
      ...{ busyFrom: quote.busyFrom, busyUntil: quote.busyUntil, priceAmount: amount },
      ...(move.counts && { reschedules: { increment: 1 } }),
    };
    const reason = { actor, reason: move.reason, at, change };
    const row = await applyTransition(tx, before, 'reschedule', reason);
    const value = { dueAt: dueAtOf(row), refund };
    await this.lessons.handle(tx, id, { fact: 'moved', value, now: at });
    const paymentId = row.paymentId!;
    await tx.emit(bookingEvents.rescheduled, {
      ...aboutSlot(row),
      ...{ mode: row.mode as Booking['mode'], price: toPrice(row), zone: row.zone },
      ...{ paymentId, by, from: lessonTime(before) },
    });
    return row;
  }
}

/**
 * Whether a booking can have another time, as far as bookings are concerned.
 *
 * @throws availability.slot_not_offered, booking.slot_taken, booking.learner_busy,
 * booking.slot_contended
 */
export async function requireFree(
  tx: BookingTx,
  { id, learnerId, providerId }: BookingRow,
  quote: Move['quote'],
): Promise<void> {
  const [found] = await tx.query(FIND_MOVE_OBSTACLE, { ...quote, id, learnerId, providerId });
  if (found?.obstacle) throw OBSTACLES[found.obstacle]();
}

/**
 * Makes a transaction that moves bookings again while a rival is in the way, who has left it or has
 * the time for good a moment later. It waits without a connection.
 *
 * @throws booking.slot_contended
 */
export async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRivalry(error)) throw error;
      if (left === 0) throw bookingErrors.slotContended({ cause: error });
      await sleep(WAIT_MS + Math.random() * SPREAD_MS);
    }
  }
}

function isRivalry(error: unknown): boolean {
  if (error instanceof Problem) return error.code === bookingErrors.slotContended.code;
  return sqlState(error) === SQLSTATE.exclusionViolation;
}
