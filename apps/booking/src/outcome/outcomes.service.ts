import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { bookingErrors, bookingRpc, DECIDE_DISPUTE_DAYS } from '@edu/contracts-booking';
import { audit, userPrincipal } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { endPlans } from '../booking/booking.transition.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { sideOf } from '../booking/booking.row.ts';
import { emitDispute } from './dispute.events.ts';
import { toDispute, toOutcome, WITH_MESSAGES, type LessonOutcome } from './outcome.row.ts';

const DAY_MS = 86_400_000;
const MOST_DISPUTES = 100;
/** Of lessons that took place, or that one side says did. */
const REPORTED: readonly string[] = ['confirmed', 'completed', 'no_show'];

/** What becomes of lessons after their end: objections, decisions, reports. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly lessons: Lessons,
    private readonly clock: Clock,
  ) {}

  /** @throws booking.not_found unless the actor is one of its people */
  async get(id: string, actor: Actor): Promise<LessonOutcome> {
    await this.queries.getOwn(id, actor);
    return this.db.tx((tx) => this.read(tx, id));
  }

  /**
   * Who waited for an absent provider wants no other time.
   *
   * @throws booking.not_found, booking.no_choice; those of an Idempotency-Key
   */
  async chooseRefund(
    input: RpcInput<typeof bookingRpc.chooseRefund>,
    call: Call,
  ): Promise<LessonOutcome> {
    const { id } = input;
    await this.queries.getOwn(id, call.actor, 'booking.choose_refund');
    const scope = idempotencyScope(bookingRpc.chooseRefund, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await this.queries.lock(tx, id);
      await this.lessons.requireChoice(tx, id);
      const now = this.clock.now();
      await endPlans(tx, [id], now);
      await this.lessons.handle(tx, id, { fact: 'refund_chosen', value: {}, now });
      return this.read(tx, id);
    });
  }

  /**
   * Either side objects; what is payable waits. The provider who is said to have been absent objects
   * before the learner has chosen.
   *
   * @throws booking.not_found, booking.not_contestable, booking.contested_already
   */
  async contest(input: RpcInput<typeof bookingRpc.contest>, call: Call): Promise<LessonOutcome> {
    const { actor } = call;
    const { id, text } = input;
    const row = await this.queries.getOwn(id, actor);
    const scope = idempotencyScope(bookingRpc.contest, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await this.queries.lock(tx, id);
      const side = sideOf(row, actor);
      const now = this.clock.now();
      const { stage, dispute } = await this.read(tx, id);
      if (dispute) throw bookingErrors.contestedAlready();
      if (!mayContest(stage, side)) throw bookingErrors.notContestable();
      await tx.prisma.dispute.create({
        data: {
          ...{ bookingId: id, side, text, openedAt: now, openedBy: actor.userId },
          decideBy: new Date(now.getTime() + DECIDE_DISPUTE_DAYS * DAY_MS),
        },
      });
      await endPlans(tx, [id], now);
      await this.lessons.handle(tx, id, { fact: 'contested', value: {}, now });
      await emitDispute(tx, row, { what: 'opened', by: side, at: now });
      return this.read(tx, id);
    });
  }

  /** @throws booking.not_found unless the actor gave the lesson, booking.nothing_to_report */
  async writeReport(
    { id, done, next }: RpcInput<typeof bookingRpc.writeReport>,
    actor: Actor,
  ): Promise<LessonOutcome> {
    const row = await this.queries.getOwn(id, actor);
    if (row.providerId !== actor.userId) throw bookingErrors.notFound();
    const now = this.clock.now();
    if (!REPORTED.includes(row.state) || now < row.startsAt) throw bookingErrors.nothingToReport();
    const written = { writtenBy: actor.userId, done, next: next || null, writtenAt: now };
    return this.db.tx(async (tx) => {
      await tx.prisma.lessonReport.upsert({
        where: { bookingId: id },
        create: { bookingId: id, ...written },
        update: written,
      });
      return this.read(tx, id);
    });
  }

  async listDisputes(): Promise<RpcOutput<typeof bookingRpc.listDisputes>> {
    const rows = await this.db.prisma.dispute.findMany({
      where: { decidedAt: null },
      include: { ...WITH_MESSAGES, booking: true },
      orderBy: [{ decideBy: 'asc' }, { bookingId: 'asc' }],
      take: MOST_DISPUTES,
    });
    const items = rows.map(({ booking, ...dispute }) => ({
      ...{ id: booking.id, learnerId: booking.learnerId, providerId: booking.providerId },
      startsAt: booking.startsAt.toISOString(),
      dispute: toDispute(dispute),
    }));
    return { items };
  }

  /** @throws booking.not_found, booking.not_disputed where nobody objected, or it is decided */
  async decide(
    input: RpcInput<typeof bookingRpc.decideDispute>,
    call: Call,
  ): Promise<LessonOutcome> {
    const { id, refundPct, reason } = input;
    const scope = idempotencyScope(bookingRpc.decideDispute, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const row = await this.queries.lock(tx, id);
      const dispute = await tx.prisma.dispute.findUnique({ where: { bookingId: id } });
      if (!dispute || dispute.decidedAt) throw bookingErrors.notDisputed();
      const now = this.clock.now();
      await tx.prisma.dispute.update({
        where: { bookingId: id },
        data: { decidedAt: now, decidedBy: call.actor.userId, refundPct, reason },
      });
      await audit(tx, {
        principal: userPrincipal(call.actor),
        action: 'dispute.decided',
        subject: { kind: 'booking', id },
        requestId: call.requestId,
        details: { refundPct },
      });
      await this.lessons.handle(tx, id, { fact: 'decided', value: { refundPct }, now });
      await emitDispute(tx, row, { what: 'decided', by: 'support', at: now });
      return this.read(tx, id);
    });
  }

  /** What became of a lesson, for whoever may read it. */
  async read(tx: BookingTx, id: string): Promise<LessonOutcome> {
    const lesson = await this.lessons.find(tx, id);
    const where = { bookingId: id };
    const dispute = await tx.prisma.dispute.findUnique({ where, include: WITH_MESSAGES });
    const report = await tx.prisma.lessonReport.findUnique({ where });
    return toOutcome({ id, lesson, dispute, report });
  }
}

/** Who waited for an absent provider gets everything back, and has nothing to object to. */
function mayContest(stage: LessonOutcome['stage'], side: 'learner' | 'provider'): boolean {
  return stage === 'contestable' || (stage === 'choosing' && side === 'provider');
}
