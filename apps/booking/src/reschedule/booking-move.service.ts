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
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { dueAtOf } from '../lesson/lesson.process.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { ensureMovable, wasMissed } from './reschedule.domain.ts';
import { FIND_MOVE_OBSTACLE, type Obstacle } from './move.sql.ts';

/** A time as availability offers it, with the buffers of the provider. ISO 8601. */
export type NewTime = Pick<
  z.infer<typeof Quote>,
  'startsAt' | 'endsAt' | 'busyFrom' | 'busyUntil' | 'zone'
>;

export interface Move {
  readonly to: NewTime;
  /** Who wants it, to the two people. */
  readonly by: Cancellation['by'];
  /** A user's id, or the name of the service that decided. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
  /** Counts as one of the few moves of whoever booked. */
  readonly counts: boolean;
  /** What the lesson costs there. The same currency, minor units. */
  readonly amount: number;
  /** What held this time until what it costs more was paid. */
  readonly difference?: BookingRow;
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
   * Whether the learner's side may move it as it is now.
   *
   * @throws what `ensureMovable` throws; booking.no_choice about one that was missed
   */
  async ensureMay(db: Pick<BookingTx, 'query'>, row: BookingRow, now: Date): Promise<void> {
    if (wasMissed(row)) return this.lessons.requireChoice(db, row.id);
    ensureMovable(row, now);
  }

  /** Until when the learner chooses another time for a lesson that was missed; undefined where there is no choice. */
  choiceEnd(db: Pick<BookingTx, 'query'>, id: string): Promise<Date | undefined> {
    return this.lessons.choiceEnd(db, id);
  }

  /**
   * Changes the time of a locked, paid booking, or of one whose provider was absent: one row changes, so that it has the old time or the
   * new one and never both or neither. Sends back what the new time costs less.
   *
   * @throws booking.illegal_transition, availability.slot_not_offered, booking.slot_taken,
   * booking.learner_busy, booking.slot_contended; a violation where a rival was not to be seen yet:
   * see `again`
   */
  async apply(tx: BookingTx, before: BookingRow, move: Move): Promise<BookingRow> {
    await requireFree(tx, before, move.to);
    return this.write(tx, before, move);
  }

  /** The same, where the new time is the lesson's for certain: it was held for it. */
  async write(tx: BookingTx, before: BookingRow, move: Move): Promise<BookingRow> {
    const { amount, by, actor, at, difference } = move;
    const { id } = before;
    const refund = Math.max(0, Number(before.priceAmount) - amount);
    const change = { ...changeOf(move), priceAmount: amount };
    const reason = { actor, reason: move.reason, at, change };
    const command = wasMissed(before) ? 'replace' : 'reschedule';
    const row = await applyTransition(tx, before, command, reason);
    const paid = difference && {
      amount: Number(difference.priceAmount),
      of: { bookingId: difference.id, paymentId: difference.paymentId! },
    };
    const value = { dueAt: dueAtOf(row), refund, ...(paid && { paid }) };
    await this.lessons.handle(tx, id, { fact: 'moved', value, now: at });
    const paymentId = row.paymentId!;
    await tx.emit(bookingEvents.rescheduled, {
      ...aboutSlot(row),
      ...{ mode: row.mode as Booking['mode'], price: toPrice(row) },
      ...{ paymentId, by, from: lessonTime(before) },
      ...(paid && {
        difference: { ...paid.of, version: difference.version, price: toPrice(difference) },
      }),
    });
    return row;
  }
}

const changeOf = ({ to, counts }: Move) => ({
  ...{ startsAt: to.startsAt, endsAt: to.endsAt, zone: to.zone },
  ...{ busyFrom: to.busyFrom, busyUntil: to.busyUntil },
  ...(counts && { reschedules: { increment: 1 } }),
});

/**
 * Whether a booking can have another time, as far as bookings are concerned.
 *
 * @throws availability.slot_not_offered, booking.slot_taken, booking.learner_busy,
 * booking.slot_contended
 */
export async function requireFree(
  tx: BookingTx,
  { id, learnerId, providerId }: BookingRow,
  to: NewTime,
): Promise<void> {
  const [found] = await tx.query(FIND_MOVE_OBSTACLE, { ...to, id, learnerId, providerId });
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
