import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  newId,
  platformErrors,
  type Actor,
  type RpcInput,
  type RpcOutput,
} from '@edu/contract-kit';
import { availabilityRpc, type Quote } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, bookingRpc, type Booking } from '@edu/contracts-booking';
import { RpcClient, type Call } from '@edu/messaging';
import {
  findStoredAnswer,
  idempotencyScope,
  idempotent,
  isRetryable,
  outboxRow,
  replay,
  SQLSTATE,
  sqlState,
  type IdempotencyScope,
} from '@edu/persistence';
import { Clock } from '@edu/service';
import type { z } from 'zod';
import { BookingConfig } from '../app.config.ts';
import { BookingDb } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { holdEnd, refundOf, transition } from './booking.domain.ts';
import { bookingPolicies } from './booking.policies.ts';
import { BookingQueries } from './booking.queries.ts';
import { eventBase, fromJson, policyOf, toBooking, toPrice } from './booking.row.ts';
import { applyTransition } from './booking.transition.ts';
import { CREATE_BOOKING, type BookingJson, type CreateBookingRow } from './create-booking.sql.ts';

const MAX_HOLDS = 3;
/** A slot is contended only for as long as a rival's statement runs. */
const CONTENDED_WAIT_MS = 30;

type CreateInput = RpcInput<typeof bookingRpc.create>;

@Injectable()
export class BookingService {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly rpc: RpcClient,
    private readonly config: BookingConfig,
    private readonly clock: Clock,
  ) {}

  /** Holds a slot. The client says only which one; availability says whether and for how much. */
  async create(input: CreateInput, call: Call): Promise<Booking> {
    if (!bookingPolicies.can('booking.create', call.principal, input)) {
      throw bookingErrors.ownLesson();
    }
    const scope = idempotencyScope(bookingRpc.create, call, input);
    const quote = await this.quote(input).catch(async (error: unknown) => {
      // The slot may be taken because this very call took it before.
      const stored = await findStoredAnswer<BookingJson>(this.db, scope, call);
      if (!stored) throw error;
      return stored;
    });
    if ('id' in quote) return fromJson(quote);

    const values = this.createValues(input, quote, scope);
    const row = await this.insert(values).then(async (first) => {
      if (first.slot_free !== false) return first;
      await sleep(CONTENDED_WAIT_MS);
      return this.insert(values);
    });
    if (!row.key_free) throw platformErrors.idempotencyKeyInFlight();
    if (row.stored) return fromJson(replay<BookingJson>(row.stored, scope, call));
    if (!row.slot_free) throw bookingErrors.slotContended();
    if (row.provider_busy) throw bookingErrors.slotTaken();
    if (row.learner_busy) throw bookingErrors.learnerBusy();
    if (!row.created) throw bookingErrors.tooManyHolds({ params: { max: MAX_HOLDS } });
    this.db.outboxChanged();
    return fromJson(row.created);
  }

  async previewCancellation(
    id: string,
    actor: Actor,
  ): Promise<RpcOutput<typeof bookingRpc.cancellationPreview>> {
    const row = await this.queries.getOwn(id, actor, 'booking.cancel');
    transition(row.state as Booking['state'], 'cancel');
    const { refund, refundPct } = this.refund(row, actor);
    return {
      refund: { ...toPrice(row), amount: Number(refund) },
      refundPct,
      free: refundPct === 100,
    };
  }

  async cancel(input: RpcInput<typeof bookingRpc.cancel>, call: Call): Promise<Booking> {
    const { actor } = call;
    await this.queries.getOwn(input.id, actor, 'booking.cancel'); // 404 before anything else is told
    const scope = idempotencyScope(bookingRpc.cancel, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const before = await this.queries.lock(tx, input.id);
      const row = await applyTransition(tx, before, 'cancel', {
        actor: actor.userId,
        reason: input.reason || 'canceled',
      });
      const wasPaid = before.paymentId !== null;
      const by = row.learnerId === actor.userId ? 'learner' : 'provider';
      await tx.emit(bookingEvents.canceled, { ...eventBase(row), by, wasPaid });
      const { refund } = this.refund(before, actor);
      if (wasPaid && refund > 0n) {
        await tx.emit(bookingEvents.refundDue, {
          refundRequestId: newId(),
          bookingId: row.id,
          paymentId: before.paymentId!,
          amount: { ...toPrice(row), amount: Number(refund) },
          reason: 'canceled',
        });
      }
      return toBooking(row);
    });
  }

  private refund(row: BookingRow, actor: Actor) {
    return refundOf({
      by: row.learnerId === actor.userId ? 'learner' : 'provider',
      now: this.clock.now(),
      startsAt: row.startsAt,
      bookedAt: row.createdAt,
      paid: row.state === 'confirmed' ? row.priceAmount : 0n,
      policy: policyOf(row),
    });
  }

  private quote({ providerId, startsAt, durationMinutes, mode }: CreateInput) {
    return this.rpc.call(availabilityRpc.quote, { providerId, startsAt, durationMinutes, mode });
  }

  private createValues(
    input: CreateInput,
    quote: z.infer<typeof Quote>,
    scope: IdempotencyScope,
  ): unknown[] {
    const id = newId();
    const { startsAt, endsAt, busyFrom, busyUntil, price } = quote;
    const holdExpiresAt = holdEnd(this.clock.now(), this.config.HOLD_MINUTES, new Date(startsAt));
    const event = outboxRow(bookingEvents.created, {
      bookingId: id,
      learnerId: scope.actorId,
      providerId: input.providerId,
      version: 1,
      startsAt,
      endsAt,
      busyFrom,
      busyUntil,
      mode: input.mode,
      price,
      zone: quote.zone,
      holdExpiresAt: holdExpiresAt.toISOString(),
    });
    return [
      id,
      scope.actorId,
      input.providerId,
      input.mode,
      startsAt,
      endsAt,
      busyFrom,
      busyUntil,
      price.amount,
      price.currency,
      quote.zone,
      JSON.stringify(quote.policy),
      input.subject ?? null,
      holdExpiresAt.toISOString(),
      JSON.stringify([event]),
      scope.route,
      scope.key,
      scope.requestHash,
      scope.actorId,
    ];
  }

  /**
   * Runs the statement, again when another call came in between its snapshot and its rows: as often
   * as rivals of the same learner can take a hold first, but once when it had to wait for a lock.
   */
  private async insert(values: unknown[]): Promise<CreateBookingRow> {
    for (let rivals = 0, waits = 0; ;) {
      try {
        const [row] = await this.db.query<CreateBookingRow>(CREATE_BOOKING, values);
        return row!;
      } catch (error) {
        const isRival = isViolation(error);
        if (!isRival && !isRetryable(error)) throw error;
        if (isRival ? ++rivals > MAX_HOLDS : ++waits > 1) {
          throw bookingErrors.slotContended({ cause: error });
        }
      }
    }
  }
}

/** The rows that refused ours were not there to be seen; now they say who was first, we included. */
function isViolation(error: unknown): boolean {
  const state = sqlState(error);
  return state === SQLSTATE.uniqueViolation || state === SQLSTATE.exclusionViolation;
}
