import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import type { Quote } from '@edu/contracts-availability';
import { bookingErrors, bookingRpc, type Booking } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { toBooking } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { isGone } from '../quote/nearest-times.service.ts';
import { again, BookingMove } from './booking-move.service.ts';
import { ChildMoves } from './child-moves.service.ts';
import { close, requireOpen } from './proposal.changes.ts';
import { SlotQuotes } from './slot-quotes.service.ts';

type Input = RpcInput<typeof bookingRpc.acceptReschedule>;

/** Moves lessons to times that their providers proposed and their learners accept. */
@Injectable()
export class ProposalAcceptance {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly quotes: SlotQuotes,
    private readonly children: ChildMoves,
    private readonly moving: BookingMove,
    private readonly clock: Clock,
  ) {}

  /**
   * Nothing was held, so the time is quoted and looked at as any other. A move that the provider wants
   * costs nothing more and is none of the learner's few.
   *
   * @throws booking.not_found, platform.version_mismatch, booking.nothing_proposed, booking.proposed_time_gone, what
   * `availability.quote` and `BookingMove.apply` throw; of a child what `ChildMoves.ensureMay` throws;
   * those of an Idempotency-Key
   */
  async accept(input: Input, call: Call): Promise<Booking> {
    const seen = await this.queries.getOwn(input.id, call.actor, 'booking.reschedule');
    const scope = idempotencyScope(bookingRpc.acceptReschedule, call, input);
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    // Also before availability is asked, which might refuse for what has changed since.
    call.requireVersion(seen.version);
    await this.db.tx((tx) => this.requireProposed(tx, input));
    const isOfFamily = await this.children.isOfFamily(seen);
    try {
      const quote = await this.quotes.get(seen, input);
      return await again(() =>
        idempotent(this.db, scope, call, async (tx) => {
          if (isOfFamily) await this.children.ensureMay(tx, seen, [quote], call);
          return toBooking(await this.move(tx, input, quote, call));
        }),
      );
    } catch (error) {
      if (!isGone(error)) throw error;
      const nearest = await this.quotes.nearestTo(seen, input);
      throw bookingErrors.proposedTimeGone({
        cause: error,
        ...(nearest && { params: { nearest } }),
      });
    }
  }

  private async move(tx: BookingTx, input: Input, quote: Quote, call: Call): Promise<BookingRow> {
    const row = await this.queries.lock(tx, input.id);
    call.requireVersion(row.version);
    const proposal = await this.requireProposed(tx, input);
    const at = this.clock.now();
    await close(tx, proposal, 'accepted', at);
    return this.moving.apply(tx, row, {
      ...{ to: quote, amount: priceAt(row, quote), at, counts: false },
      ...{ by: 'provider', actor: call.actor.userId },
      reason: `proposed by the provider, moved from ${row.startsAt.toISOString()}`,
    });
  }

  /** @throws booking.nothing_proposed where this time is not */
  private async requireProposed(tx: BookingTx, { id, startsAt }: Input) {
    const proposal = await requireOpen(tx, id, this.clock.now());
    const wanted = Date.parse(startsAt);
    if (!proposal.starts.some((start) => start.getTime() === wanted)) {
      throw bookingErrors.nothingProposed();
    }
    return proposal;
  }
}

/** What the new time costs: never more than was paid, for it is not the learner who wants it. */
function priceAt({ priceAmount, priceCurrency }: BookingRow, { price }: Quote): number {
  const paid = Number(priceAmount);
  return price.currency === priceCurrency ? Math.min(price.amount, paid) : paid;
}
