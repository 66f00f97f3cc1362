import { Injectable } from '@nestjs/common';
import { newId, type EventInput } from '@edu/contract-kit';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { Processes, type Beginning } from '@edu/process';
import { Scheduler, Work } from '@edu/work';
import { BookingConfig } from '../app.config.ts';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { aboutBooking, lessonTime, toPrice } from '../booking/booking.row.ts';
import { applyTransition } from '../booking/booking.transition.ts';
import type { Booking as BookingRow, PrismaClient } from '../generated/prisma/client.ts';
import {
  ABSENCE,
  dueAtOf,
  earned,
  LessonData,
  lessonProcess,
  type LessonTypes,
} from './lesson.process.ts';
import { ADOPT_LESSONS, FIND_LEFT, FIND_LESSON } from './lesson.sql.ts';

/** Who decided, in the history. */
const ACTOR = 'booking';
const ADOPT_EVERY_MS = 3_600_000;
const ADOPT_MOST = 1_000;

type Effect<K extends LessonTypes['effect']['kind']> = Extract<LessonTypes['effect'], { kind: K }>;

/** Follows paid bookings until their money is settled; a lesson has the id of its booking. */
@Injectable()
export class Lessons extends Processes<LessonTypes, PrismaClient> {
  constructor(
    db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly config: BookingConfig,
    work: Work,
    scheduler: Scheduler,
  ) {
    super(db, work, lessonProcess);
    scheduler.every(ADOPT_EVERY_MS, 'adopt lessons', () => this.adopt());
  }

  /** How the lesson of a paid booking begins. */
  begin(row: BookingRow): Beginning<LessonTypes> {
    return {
      data: {
        ...{ paid: Number(row.priceAmount), refundOrdered: 0, refunded: 0 },
        disputeHours: this.config.DISPUTE_HOURS,
        ...{ learner: 'unknown', provider: 'unknown', isSeat: row.groupId !== null },
      },
      dueAt: dueAtOf(row),
    };
  }

  /** How its lesson stands; undefined for a booking that was never paid. */
  async find(db: Pick<BookingTx, 'query'>, id: string) {
    const [lesson] = await db.query(FIND_LESSON, { id, kind: lessonProcess.name });
    return lesson;
  }

  /** Whether the learner chooses a new time or the money. @throws booking.no_choice */
  async requireChoice(db: Pick<BookingTx, 'query'>, id: string): Promise<void> {
    if ((await this.find(db, id))?.state !== 'choosing') throw bookingErrors.noChoice();
  }

  /** What of a booking's money is neither on its way back nor the provider's, in minor units. */
  async left(tx: BookingTx, id: string): Promise<number> {
    const [lesson] = await tx.query(FIND_LEFT, { id, kind: lessonProcess.name });
    return lesson ? earned(LessonData.parse(lesson.data)) : 0;
  }

  /** The provider of a lesson that was called off earns by it all the same, at the platform's cost. */
  compensate(tx: BookingTx, row: BookingRow, amount: number, now: Date): Promise<void> {
    return tx.emit(bookingEvents.payable, {
      ...{ ...aboutBooking(row), paymentId: row.paymentId!, at: now.toISOString() },
      ...{ amount: { ...toPrice(row), amount }, atCostOf: 'platform' },
    });
  }

  /** Lets no paid booking be without its lesson. */
  adopt() {
    const { name, initial: state } = lessonProcess;
    const disputeHours = this.config.DISPUTE_HOURS;
    return this.db.query(ADOPT_LESSONS, { name, state, disputeHours, most: ADOPT_MOST });
  }

  protected override lockSubject(tx: BookingTx, id: string): Promise<BookingRow> {
    return this.queries.lock(tx, id);
  }

  protected override async perform(
    tx: BookingTx,
    id: string,
    effect: LessonTypes['effect'],
    now: Date,
  ): Promise<void> {
    const row = await tx.prisma.booking.findUniqueOrThrow({ where: { id } });
    const fact = { paymentId: row.paymentId!, at: now.toISOString() };
    switch (effect.kind) {
      case 'complete': {
        const reason = { actor: ACTOR, reason: 'the lesson is over', at: now };
        const completed = await applyTransition(tx, row, 'complete', reason);
        const data = { ...aboutBooking(completed), ...lessonTime(row), ...fact };
        return tx.emit(bookingEvents.completed, data);
      }
      case 'no_show':
        return this.miss(tx, row, effect, now);
      case 'refund':
        return this.giveBack(tx, row, effect.amount, effect.reason);
      case 'pay_provider': {
        const amount = { ...toPrice(row), amount: effect.amount };
        return tx.emit(bookingEvents.payable, { ...aboutBooking(row), ...fact, amount });
      }
    }
  }

  private async miss(
    tx: BookingTx,
    row: BookingRow,
    { absent, refund, chooseUntil }: Effect<'no_show'>,
    at: Date,
  ): Promise<void> {
    const reason = { actor: ACTOR, reason: ABSENCE[absent], at };
    const missed = await applyTransition(tx, row, 'miss', reason);
    const paymentId = row.paymentId!;
    await tx.emit(bookingEvents.noShow, {
      ...{ ...aboutBooking(missed), ...lessonTime(row), paymentId, absent, at: at.toISOString() },
      ...(chooseUntil && { chooseUntil: chooseUntil.toISOString() }),
    });
    if (refund > 0) await this.giveBack(tx, row, refund, 'no_show');
  }

  private giveBack(
    tx: BookingTx,
    row: BookingRow,
    amount: number,
    reason: EventInput<typeof bookingEvents.refundDue>['reason'],
  ): Promise<void> {
    return tx.emit(bookingEvents.refundDue, {
      ...{ refundRequestId: newId(), bookingId: row.id, paymentId: row.paymentId!, reason },
      amount: { ...toPrice(row), amount },
    });
  }
}
