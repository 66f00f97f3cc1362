import { Injectable } from '@nestjs/common';
import { newId, type RpcInput } from '@edu/contract-kit';
import { bookingErrors, bookingRpc, MAX_DISPUTE_MESSAGES } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { sideOf } from '../booking/booking.row.ts';
import { emitDispute } from './dispute.events.ts';
import type { DisputeWriter, LessonOutcome } from './outcome.row.ts';
import { Outcomes } from './outcomes.service.ts';

type Message = RpcInput<typeof bookingRpc.writeOnDispute>;

/** What both sides and support write about an objection until it is decided. */
@Injectable()
export class DisputeMessages {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly outcomes: Outcomes,
    private readonly clock: Clock,
  ) {}

  /** @throws booking.not_found, booking.not_disputed, booking.enough_written */
  async write(input: Message, call: Call): Promise<LessonOutcome> {
    const row = await this.queries.getOwn(input.id, call.actor);
    const scope = idempotencyScope(bookingRpc.writeOnDispute, call, input);
    const side = sideOf(row, call.actor);
    return idempotent(this.db, scope, call, (tx) => this.add(tx, input, side, call));
  }

  /** @throws booking.not_found, booking.not_disputed, booking.enough_written */
  async answer(input: Message, call: Call): Promise<LessonOutcome> {
    const scope = idempotencyScope(bookingRpc.answerDispute, call, input);
    return idempotent(this.db, scope, call, (tx) => this.add(tx, input, 'support', call));
  }

  private async add(
    tx: BookingTx,
    { id, text }: Message,
    side: DisputeWriter,
    { actor }: Call,
  ): Promise<LessonOutcome> {
    const row = await this.queries.lock(tx, id);
    const dispute = await tx.prisma.dispute.findUnique({ where: { bookingId: id } });
    if (!dispute || dispute.decidedAt) throw bookingErrors.notDisputed();
    const written = await tx.prisma.disputeMessage.count({ where: { bookingId: id, side } });
    if (written >= MAX_DISPUTE_MESSAGES) throw bookingErrors.enoughWritten();
    const now = this.clock.now();
    const message = { bookingId: id, side, number: written + 1, writtenBy: actor.userId, text };
    await tx.prisma.disputeMessage.create({ data: { id: newId(), ...message, writtenAt: now } });
    await emitDispute(tx, row, { what: 'message', by: side, at: now });
    return this.outcomes.read(tx, id);
  }
}
