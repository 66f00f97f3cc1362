import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import {
  bookingErrors,
  bookingEvents,
  bookingRpc,
  type Booking,
  type SeriesLessons,
} from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent, outboxRow, type OutboxRow } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { z } from 'zod';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { endUnpaidSeries } from '../series/unpaid-series.ts';
import { refundOf, transition, type Cancellation } from './booking.domain.ts';
import { BookingQueries } from './booking.queries.ts';
import {
  aboutSlot,
  NO_REASON,
  policyOf,
  sideOf,
  stateOf,
  toBooking,
  toPrice,
} from './booking.row.ts';
import { applyTransitions } from './booking.transition.ts';
import { refundsAhead, type RefundStep } from './refunds-ahead.domain.ts';

export interface CallOff {
  /** Who says so, to the two people. */
  readonly by: Cancellation['by'];
  /** Whose doing it is, for the refund; `by` by default. */
  readonly onAccountOf?: Cancellation['by'];
  /** A user's id, or the name of the service that decided. */
  readonly actor: string;
  readonly reason: string;
  /** Lessons of its series that go with it, for which it speaks. */
  readonly others?: z.infer<typeof SeriesLessons>;
  /** Another lesson of its series speaks for it. */
  readonly withSeries?: boolean;
  /** What goes back, in minor units; what the policy says by default. */
  readonly refund?: number;
  /** What the provider earns by it at the platform's cost, in minor units; nothing by default. */
  readonly compensation?: number;
}

/** Ends bookings before their lesson is over, and says what goes back. */
@Injectable()
export class BookingCancellation {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly lessons: Lessons,
    private readonly clock: Clock,
  ) {}

  /**
   * What `cancel` would give back at a moment, now by default, and from then on.
   *
   * @throws booking.not_found, booking.illegal_transition, booking.lesson_over
   */
  async preview(
    { id, at }: RpcInput<typeof bookingRpc.cancellationPreview>,
    actor: Actor,
  ): Promise<RpcOutput<typeof bookingRpc.cancellationPreview>> {
    const row = await this.queries.getOwn(id, actor, 'booking.cancel');
    const then = at ? new Date(at) : this.clock.now();
    const now = then < this.clock.now() ? this.clock.now() : then;
    this.ensureCancelable(row, now);
    const [first, ...later] = refundsAhead(
      this.cancellationOf(row, sideOf(row, actor), now),
      row.endsAt,
    );
    const gives = ({ refund, refundPct }: RefundStep) => ({
      refund: { ...toPrice(row), amount: Number(refund) },
      refundPct,
    });
    return {
      ...gives(first!),
      free: first!.refundPct === 100,
      at: now.toISOString(),
      ahead: [first!, ...later].map((step) => ({
        ...gives(step),
        until: step.until.toISOString(),
      })),
    };
  }

  /**
   * Either of the two cancels, until the end of the lesson: once it has begun a learner gets nothing
   * back, and a provider gives back everything.
   *
   * @throws booking.not_found, booking.illegal_transition, booking.lesson_over; those of an
   * Idempotency-Key
   */
  async cancel(input: RpcInput<typeof bookingRpc.cancel>, call: Call): Promise<Booking> {
    const { actor } = call;
    await this.queries.getOwn(input.id, actor, 'booking.cancel'); // 404 before any other refusal
    const scope = idempotencyScope(bookingRpc.cancel, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const row = await this.queries.lock(tx, input.id);
      call.requireVersion(row.version);
      this.ensureCancelable(row);
      const canceled = await this.callOff(tx, row, {
        by: sideOf(row, actor),
        actor: actor.userId,
        reason: input.reason || NO_REASON,
      });
      return toBooking(canceled);
    });
  }

  /** Cancels a locked booking: frees its slot, and emits its event; its lesson refunds what is due. */
  async callOff(tx: BookingTx, row: BookingRow, how: CallOff): Promise<BookingRow> {
    const [canceled] = await this.callOffAll(tx, [{ row, how }]);
    return canceled!;
  }

  /** The same for several, in the round trips of one. @returns them as they are now, in this order */
  async callOffAll(
    tx: BookingTx,
    all: readonly { readonly row: BookingRow; readonly how: CallOff }[],
  ): Promise<BookingRow[]> {
    const at = this.clock.now();
    const changes = all.map(({ row, how }) => ({
      ...{ row, actor: how.actor, reason: how.reason },
      event: (after: BookingRow) => canceledEvent(row, after, how),
    }));
    const canceled = await applyTransitions(tx, 'cancel', changes, at);
    const facts = all
      .filter(({ row }) => row.paymentId !== null)
      .map(({ row, how }) => {
        const value = { refund: this.refundDue(row, how) };
        return [row.id, { fact: 'canceled', value, now: at }] as const;
      });
    await this.lessons.handleAll(tx, new Map(facts));
    for (const [index, row] of canceled.entries()) {
      const { compensation } = all[index]!.how;
      if (row.paymentId === null) await endUnpaidSeries(tx, row, at);
      else if (compensation) await this.lessons.compensate(tx, row, compensation, at);
    }
    return canceled;
  }

  /** What goes back of a booking that was paid, in minor units. */
  private refundDue(row: BookingRow, { by, onAccountOf = by, refund }: CallOff) {
    return refund ?? Number(this.refund(row, onAccountOf).refund);
  }

  private ensureCancelable(row: BookingRow, now = this.clock.now()): void {
    transition(stateOf(row), 'cancel');
    if (now >= row.endsAt) throw bookingErrors.lessonOver();
  }

  /** What goes back if it is cancelled now. */
  refund(row: BookingRow, by: Cancellation['by']) {
    return refundOf(this.cancellationOf(row, by, this.clock.now()));
  }

  private cancellationOf(row: BookingRow, by: Cancellation['by'], now: Date): Cancellation {
    return {
      ...{ by, now, startsAt: row.startsAt, bookedAt: row.createdAt },
      paid: row.state === 'confirmed' ? row.priceAmount : 0n,
      policy: policyOf(row),
    };
  }
}

function canceledEvent(before: BookingRow, row: BookingRow, how: CallOff): OutboxRow {
  const wasPaid = row.paymentId !== null;
  return outboxRow(bookingEvents.canceled, {
    ...{ ...aboutSlot(row), by: how.by, wasPaid, was: stateOf(before) },
    ...(how.compensation && wasPaid && { compensated: true }),
    ...(how.withSeries && { withSeries: true }),
    ...(how.others && { others: how.others.length, series: how.others }),
  });
}
