import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import type { Quote } from '@edu/contracts-availability';
import { bookingErrors, bookingEvents, bookingRpc, type Booking } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { aboutSlot, sideOf, termsOf, toBooking } from '../booking/booking.row.ts';
import { applyTransition } from '../booking/booking.transition.ts';
import type { Booking as BookingRow, Prisma } from '../generated/prisma/client.ts';
import { again, requireFree } from '../reschedule/booking-move.service.ts';
import { SlotQuotes } from '../reschedule/slot-quotes.service.ts';
import { answerEnd, requireAnswerer } from './request.domain.ts';

type Input = RpcInput<typeof bookingRpc.propose>;

/** Other times that providers propose for what they are asked for. */
@Injectable()
export class Proposals {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly quotes: SlotQuotes,
    private readonly clock: Clock,
  ) {}

  /**
   * The request has the proposed time from now on, at the price of today: one row changes, so that it
   * holds one slot and never both or neither.
   *
   * @throws booking.not_found, what `requireAnswerer` and `availability.quote` throw, booking.same_time,
   * booking.slot_taken, booking.learner_busy, booking.slot_contended; those of an Idempotency-Key
   */
  async propose(input: Input, call: Call): Promise<Booking> {
    const seen = await this.queries.getOwn(input.id, call.actor, 'booking.answer');
    const scope = idempotencyScope(bookingRpc.propose, call, input);
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    // Also before availability is asked, which might refuse for what has changed since.
    call.requireVersion(seen.version);
    requireAnswerer(seen, 'propose', sideOf(seen, call.actor), this.clock.now());
    if (Date.parse(input.startsAt) === seen.startsAt.getTime()) throw bookingErrors.sameTime();
    try {
      const quote = await this.quotes.get(seen, input);
      return await again(() =>
        idempotent(this.db, scope, call, async (tx) => {
          const row = await this.queries.lock(tx, input.id);
          call.requireVersion(row.version);
          return toBooking(await this.move(tx, row, quote, call));
        }),
      );
    } catch (error) {
      throw await this.quotes.beside(error, seen, input);
    }
  }

  private async move(
    tx: BookingTx,
    before: BookingRow,
    quote: Quote,
    { actor }: Call,
  ): Promise<BookingRow> {
    const at = this.clock.now();
    requireAnswerer(before, 'propose', sideOf(before, actor), at);
    await requireFree(tx, before, quote);
    const { startsAt, endsAt, busyFrom, busyUntil, price, zone, policy } = quote;
    // Who asks no more since then is asked by this one still.
    const terms = quote.request ?? { answerWithinHours: 24, bookableUntil: startsAt };
    const holdExpiresAt = answerEnd(at, terms, new Date(startsAt));
    const change: Prisma.BookingUpdateInput = {
      ...{ startsAt, endsAt, busyFrom, busyUntil, zone, policy },
      ...{ priceAmount: price.amount, priceCurrency: price.currency },
      ...{ holdNumber: before.holdNumber, holdExpiresAt, askedStartsAt: before.startsAt },
    };
    const reason = `another time than ${before.startsAt.toISOString()}`;
    const row = await applyTransition(tx, before, 'propose', {
      ...{ actor: actor.userId, reason, at, change },
    });
    await tx.emit(bookingEvents.proposed, {
      ...{ ...aboutSlot(row), ...termsOf(row) },
      ...{ answerBy: holdExpiresAt.toISOString(), askedStartsAt: before.startsAt.toISOString() },
    });
    return row;
  }
}
