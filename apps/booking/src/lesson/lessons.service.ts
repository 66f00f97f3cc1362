import { Injectable } from '@nestjs/common';
import { newId, type EventInput } from '@edu/contract-kit';
import { bookingErrors, bookingEvents } from '@edu/contracts-booking';
import { outboxRow, type OutboxRow } from '@edu/persistence';
import { Processes, type Asked, type Beginning } from '@edu/process';
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
import { wentBackUnasked, type Share } from './lesson.money.ts';
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
    if (!(await this.choiceEnd(db, id))) throw bookingErrors.noChoice();
  }

  /** Until when the learner chooses a new time or the money; undefined where there is no choice. */
  async choiceEnd(db: Pick<BookingTx, 'query'>, id: string): Promise<Date | undefined> {
    const lesson = await this.find(db, id);
    return lesson?.state === 'choosing' ? (lesson.due_at ?? undefined) : undefined;
  }

  /** What of a booking's money is neither on its way back nor the provider's, in minor units. */
  async left(tx: BookingTx, id: string): Promise<number> {
    const [lesson] = await tx.query(FIND_LEFT, { id, kind: lessonProcess.name });
    return lesson ? earned(LessonData.parse(lesson.data)) : 0;
  }

  /** Whether more of a difference that was paid for a lesson went back than booking asked for. */
  async wentBackUnasked(tx: BookingTx, id: string, differenceId: string): Promise<boolean> {
    const [lesson] = await tx.query(FIND_LEFT, { id, kind: lessonProcess.name });
    return lesson !== undefined && wentBackUnasked(LessonData.parse(lesson.data), differenceId);
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

  /** Most ask for events alone: what many lessons ask for takes the round trips of one. */
  protected override async perform(
    tx: BookingTx,
    asked: readonly Asked<LessonTypes>[],
  ): Promise<void> {
    const ids = asked.map(({ subjectId }) => subjectId);
    const found = await tx.prisma.booking.findMany({ where: { id: { in: ids } } });
    const rows = new Map(found.map((row) => [row.id, row]));
    const events: OutboxRow[] = [];
    for (const { subjectId, effect, now } of asked) {
      events.push(...(await this.performOne(tx, rows.get(subjectId)!, effect, now)));
    }
    await tx.emitAll(events);
  }

  /** @returns its events */
  private async performOne(
    tx: BookingTx,
    row: BookingRow,
    effect: LessonTypes['effect'],
    now: Date,
  ): Promise<OutboxRow[]> {
    const fact = { paymentId: row.paymentId!, at: now.toISOString() };
    switch (effect.kind) {
      case 'complete': {
        const reason = { actor: ACTOR, reason: 'the lesson is over', at: now };
        const completed = await applyTransition(tx, row, 'complete', reason);
        const data = { ...aboutBooking(completed), ...lessonTime(row), ...fact };
        return [outboxRow(bookingEvents.completed, data)];
      }
      case 'no_show':
        return this.miss(tx, row, effect, now);
      case 'refund':
        return [refundDue(row, effect, effect.reason)];
      case 'pay_provider': {
        const amount = { ...toPrice(row), amount: effect.amount };
        const payable = { ...aboutBooking(row), ...fact, ...effect.of, amount };
        return [outboxRow(bookingEvents.payable, payable)];
      }
    }
  }

  private async miss(
    tx: BookingTx,
    row: BookingRow,
    { absent, chooseUntil }: Effect<'no_show'>,
    at: Date,
  ): Promise<OutboxRow[]> {
    const reason = { actor: ACTOR, reason: ABSENCE[absent], at };
    const missed = await applyTransition(tx, row, 'miss', reason);
    const paymentId = row.paymentId!;
    const noShow = outboxRow(bookingEvents.noShow, {
      ...{ ...aboutBooking(missed), ...lessonTime(row), paymentId, absent, at: at.toISOString() },
      ...(chooseUntil && { chooseUntil: chooseUntil.toISOString() }),
    });
    return [noShow];
  }
}

/** That money of a booking is to go back. */
function refundDue(
  row: BookingRow,
  { amount, of }: Share,
  reason: EventInput<typeof bookingEvents.refundDue>['reason'],
): OutboxRow {
  return outboxRow(bookingEvents.refundDue, {
    ...{ refundRequestId: newId(), bookingId: row.id, paymentId: row.paymentId!, reason },
    ...of,
    amount: { ...toPrice(row), amount },
  });
}
