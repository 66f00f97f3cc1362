import { Injectable } from '@nestjs/common';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { outboxRow, type OutboxRow } from '@edu/persistence';
import { BookingConfig } from '../app.config.ts';
import type { BookingTx } from '../booking.db.ts';
import { aboutSlot, lessonTime, stateOf, termsOf } from '../booking/booking.row.ts';
import { transition } from '../booking/booking.domain.ts';
import { endPlans } from '../booking/booking.transition.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { dueAtOf } from '../lesson/lesson.process.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { MOVE_LESSONS, TAKE_SLOTS } from './move-lessons.sql.ts';
import { heldUntil } from './new-series.ts';
import { inTurns, type PlannedMove } from './series-move.domain.ts';

interface Terms {
  /** Of the provider now. */
  readonly zone: string;
  /** Who wants it. */
  readonly actor: string;
  readonly at: Date;
}

/** A lesson before and after its move. */
interface Moved {
  readonly before: BookingRow;
  readonly row: BookingRow;
}

/** Puts lessons of a series at other times: many of them take hardly more round trips than one. */
@Injectable()
export class LessonMoves {
  constructor(
    private readonly lessons: Lessons,
    private readonly config: BookingConfig,
  ) {}

  /**
   * Keeps whoever books at one of these times away until the transaction ends.
   *
   * @throws booking.slot_contended, availability.slot_not_offered
   */
  async takeSlots(
    tx: BookingTx,
    { learnerId, providerId }: Pick<BookingRow, 'learnerId' | 'providerId'>,
    moves: readonly PlannedMove[],
  ): Promise<void> {
    const [found] = await tx.query(TAKE_SLOTS, {
      ...{ learnerId, providerId },
      from: moves.map(({ time }) => time.busyFrom),
      until: moves.map(({ time }) => time.busyUntil),
    });
    if (!found?.free) throw bookingErrors.slotContended();
    if (found.closed) throw availabilityErrors.slotNotOffered();
  }

  /**
   * Moves locked lessons that nothing is in the way of. One of them speaks for all: the first that is
   * paid. Of the others nobody is informed by itself.
   *
   * @throws a violation where a rival was not to be seen yet: see `again`
   */
  async apply(tx: BookingTx, going: readonly PlannedMove[], terms: Terms): Promise<void> {
    const { zone, actor, at } = terms;
    const moved: Moved[] = [];
    const wanted = going.filter(({ row }) => row.state === 'confirmed').map(({ row }) => row.id);
    if (wanted.length > 0) await endPlans(tx, wanted, at);
    for (const turn of inTurns(going)) {
      const rows = turn.map((move) => ({ before: move.row, row: this.moved(move, terms) }));
      const moves = JSON.stringify(rows.map(asJson));
      await tx.execute(MOVE_LESSONS, { moves, zone, actor, at });
      moved.push(...rows);
    }
    moved.sort((a, b) => a.before.startsAt.getTime() - b.before.startsAt.getTime());
    const paid = moved.filter(({ row }) => row.state === 'confirmed');
    const facts = paid.map(({ row }) => {
      const value = { dueAt: dueAtOf(row), refund: 0 };
      return [row.id, { fact: 'moved', value, now: at }] as const;
    });
    await this.lessons.handleAll(tx, new Map(facts));
    await tx.emitAll(moved.map((one) => eventOf(one, moved, paid[0])));
  }

  /** As it is at its new time. */
  private moved({ row, time }: PlannedMove, { zone, at: now }: Terms): BookingRow {
    const isPaid = row.state === 'confirmed';
    transition(stateOf(row), isPaid ? 'reschedule' : 'shift');
    const held = isPaid
      ? { holdExpiresAt: null, paymentDueAt: row.paymentDueAt }
      : heldUntil(row, time.startsAt, { now, holdMinutes: this.config.HOLD_MINUTES });
    return {
      ...row,
      ...{ startsAt: new Date(time.startsAt), endsAt: new Date(time.endsAt), zone },
      ...{ busyFrom: new Date(time.busyFrom), busyUntil: new Date(time.busyUntil) },
      ...{ ...held, version: row.version + 1, reschedules: row.reschedules + 1 },
    };
  }
}

const asJson = ({ before, row }: Moved) => ({
  ...{ id: row.id, starts_at: row.startsAt, ends_at: row.endsAt },
  ...{ busy_from: row.busyFrom, busy_until: row.busyUntil },
  ...{ hold_expires_at: row.holdExpiresAt, payment_due_at: row.paymentDueAt },
  reason: `moved with its series from ${before.startsAt.toISOString()}`,
});

function eventOf(
  { before, row }: Moved,
  all: readonly Moved[],
  speaker: Moved | undefined,
): OutboxRow {
  const about = {
    ...{ ...aboutSlot(row), ...termsOf(row) },
    ...({ by: 'learner', from: lessonTime(before) } as const),
  };
  if (row.state === 'pending') {
    const holdExpiresAt = row.holdExpiresAt!.toISOString();
    return outboxRow(bookingEvents.holdMoved, { ...about, holdExpiresAt });
  }
  const others = all
    .filter((other) => other.row !== row)
    .map(({ row: other }) => aboutOther(other));
  return outboxRow(bookingEvents.rescheduled, {
    ...{ ...about, paymentId: row.paymentId! },
    ...(row !== speaker?.row && { withSeries: true }),
    ...(row === speaker?.row && others.length > 0 && { others }),
  });
}

const aboutOther = (row: BookingRow) => ({
  ...{ bookingId: row.id, version: row.version, ...lessonTime(row) },
  isPaid: row.paymentId !== null,
});
