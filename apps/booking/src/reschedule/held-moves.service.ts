import { Injectable } from '@nestjs/common';
import { newId, type EventData, type EventInput } from '@edu/contract-kit';
import { bookingErrors, bookingEvents, type Booking } from '@edu/contracts-booking';
import type { paymentEvents } from '@edu/contracts-payment';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingConfig } from '../app.config.ts';
import type { BookingTx } from '../booking.db.ts';
import { MAY_BOOK } from '../booking/booking-parts.sql.ts';
import {
  holdEnd,
  MAX_HOLDS,
  MAX_HOLDS_OF_PROVIDER,
  secondsUntil,
} from '../booking/booking.domain.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { aboutSlot, termsOf, toPrice } from '../booking/booking.row.ts';
import { applyTransition } from '../booking/booking.transition.ts';
import type { Booking as BookingRow, Prisma } from '../generated/prisma/client.ts';
import { wasMissed } from './reschedule.domain.ts';
import { BookingMove, requireFree, type NewTime } from './booking-move.service.ts';

/** Who decided, in the history. */
const PAYER = 'payment';

type Paid = Pick<EventData<typeof paymentEvents.succeeded>, 'paymentId' | 'bookingId' | 'amount'>;
type RefundReason = EventInput<typeof bookingEvents.refundDue>['reason'];

/** Whether there is room for one more hold: those of whoever books, as where a lesson is booked. */
const FIND_PLACE = statement(
  {
    ...{ learnerId: 'uuid', providerId: 'uuid', actorId: 'uuid' },
    ...{ isFamilyAsked: 'boolean', createdAt: 'timestamptz' },
  },
  `SELECT ${MAY_BOOK}`,
).returns<{ hold_number: number | null; provider_full_until: Date | null }>();

/** The lessons that held moves are for; nothing of bookings that are none. */
const FIND_MOVED = statement(
  { ids: 'uuid[]' },
  'SELECT id, moves_id FROM booking WHERE id = ANY (:ids) AND moves_id IS NOT NULL',
).returns<{ id: string; moves_id: string }>();

interface Wish {
  readonly to: NewTime;
  /** What the lesson costs there, in minor units: more than it does. */
  readonly amount: number;
  /** A user's id. */
  readonly actor: string;
  readonly at: Date;
}

/**
 * Moves to times that cost more. Each holds its new time as a booking of its own, which is paid as any
 * other; then the lesson is there. Whoever locks both locks the lesson first.
 */
@Injectable()
export class HeldMoves {
  constructor(
    private readonly queries: BookingQueries,
    readonly moving: BookingMove,
    private readonly config: BookingConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds another time for a locked, paid lesson, which stays where it is; in place of one that was missed, never
   * longer than its learner has to choose.
   *
   * @throws booking.move_pending, booking.too_many_holds, booking.too_many_holds_of_provider, what
   * `requireFree` throws; a violation where a rival was not to be seen yet: see `again`
   */
  async hold(tx: BookingTx, lesson: BookingRow, { to, amount, actor, at }: Wish) {
    const pending = { movesId: lesson.id, state: 'pending' };
    if (await tx.prisma.booking.count({ where: pending })) throw bookingErrors.movePending();
    await requireFree(tx, lesson, to);
    const { learnerId, payerId, providerId, mode, subject, priceCurrency, policy } = lesson;
    const held = await tx.prisma.booking.create({
      data: {
        ...{ id: newId(at.getTime()), learnerId, payerId, providerId, mode, subject },
        ...{ startsAt: to.startsAt, endsAt: to.endsAt, zone: to.zone },
        ...{ busyFrom: to.busyFrom, busyUntil: to.busyUntil },
        ...{ priceAmount: BigInt(amount) - lesson.priceAmount, priceCurrency },
        ...{ policy: policy as Prisma.InputJsonValue, movesId: lesson.id, state: 'pending' },
        ...{ holdNumber: await this.place(tx, lesson, actor, at), createdAt: at, updatedAt: at },
        holdExpiresAt: holdEnd(at, this.config.HOLD_MINUTES, await this.latest(tx, lesson, to)),
        history: { create: { toState: 'pending', actor, reason: 'held for a move', at } },
      },
    });
    await tx.emit(bookingEvents.created, {
      ...{ ...aboutSlot(held), ...termsOf(held), subject },
      holdExpiresAt: held.holdExpiresAt!.toISOString(),
    });
    return held;
  }

  /** Lessons that moves are held for, locked, by the ids of what holds their times. */
  async lockLessons(tx: BookingTx, ids: readonly string[]): Promise<Map<string, BookingRow>> {
    const found = await tx.query(FIND_MOVED, { ids: [...ids] });
    if (found.length === 0) return new Map();
    const rows = await this.queries.lockAll(
      tx,
      found.map((row) => row.moves_id),
    );
    const lessons = new Map(rows.map((row) => [row.id, row]));
    return new Map(found.map(({ id, moves_id }) => [id, lessons.get(moves_id)!]));
  }

  /**
   * The difference was paid: the lesson is at the time that was held, if it still can be. Else the money
   * goes back, and the lesson stays as it is.
   *
   * @param held locked, as its lesson is
   */
  async pay(tx: BookingTx, held: BookingRow, lesson: BookingRow, paid: Paid): Promise<void> {
    if (held.paymentId === paid.paymentId) return;
    const at = this.clock.now();
    const obstacle = obstacleTo(held, lesson, at, await this.choiceEnd(tx, lesson));
    if (obstacle) {
      const refundRequestId = newId();
      await tx.emit(bookingEvents.refundDue, { refundRequestId, ...paid, reason: obstacle });
      return;
    }
    const { paymentId } = paid;
    const difference = await applyTransition(tx, held, 'settle', {
      ...{ actor: PAYER, reason: 'paid', at, paymentId },
    });
    await this.moving.write(tx, lesson, {
      ...{ to: timeOf(held), amount: Number(lesson.priceAmount + held.priceAmount), at },
      ...{ by: 'learner', actor: PAYER, counts: !wasMissed(lesson), difference },
      reason: `the difference is paid, moved from ${lesson.startsAt.toISOString()}`,
    });
  }

  /** A lesson that has begun is not moved any more, and neither is one to a time that has. */
  private async latest(tx: BookingTx, lesson: BookingRow, to: NewTime): Promise<Date> {
    const end = (await this.choiceEnd(tx, lesson)) ?? lesson.startsAt;
    return new Date(Math.min(end.getTime(), Date.parse(to.startsAt)));
  }

  /** Until when another time may take the place of a lesson that was missed; undefined of any other. */
  private async choiceEnd(tx: BookingTx, lesson: BookingRow): Promise<Date | undefined> {
    return wasMissed(lesson) ? this.moving.choiceEnd(tx, lesson.id) : undefined;
  }

  /** @throws booking.too_many_holds, booking.too_many_holds_of_provider */
  private async place(tx: BookingTx, lesson: BookingRow, actorId: string, at: Date) {
    const { learnerId, providerId } = lesson;
    const asked = { learnerId, providerId, actorId, isFamilyAsked: true, createdAt: at };
    const [found] = await tx.query(FIND_PLACE, asked);
    const { hold_number: place, provider_full_until: full } = found!;
    if (place === null) throw bookingErrors.tooManyHolds({ params: { max: MAX_HOLDS } });
    if (full === null) return place;
    throw bookingErrors.tooManyHoldsOfProvider({
      ...{ params: { max: MAX_HOLDS_OF_PROVIDER }, retryAfter: secondsUntil(full, at) },
    });
  }
}

/**
 * Why money that has come cannot move a lesson.
 *
 * @param choiceEnd of one that was missed, and for which there is a choice
 */
function obstacleTo(
  held: BookingRow,
  lesson: BookingRow,
  at: Date,
  choiceEnd: Date | undefined,
): RefundReason | undefined {
  if (held.paymentId) return 'already_paid';
  const isMovable = lesson.state === 'confirmed' || choiceEnd !== undefined;
  // A hold that is over is not looked for again: the lesson has its time.
  if (held.state !== 'pending' || !isMovable) return 'slot_gone';
  return at >= held.startsAt || at >= (choiceEnd ?? lesson.startsAt) ? 'too_late' : undefined;
}

const timeOf = (held: BookingRow): NewTime => ({
  ...{ startsAt: held.startsAt.toISOString(), endsAt: held.endsAt.toISOString(), zone: held.zone },
  ...{ busyFrom: held.busyFrom.toISOString(), busyUntil: held.busyUntil.toISOString() },
});

/** What its people read of a time that is held for a lesson. */
export const toHeldMove = (held: BookingRow): NonNullable<Booking['heldMove']> => ({
  ...{ bookingId: held.id, difference: toPrice(held) },
  ...{ startsAt: held.startsAt.toISOString(), endsAt: held.endsAt.toISOString() },
  payUntil: held.holdExpiresAt!.toISOString(),
});
