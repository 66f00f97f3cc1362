import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import type { Quote } from '@edu/contracts-availability';
import { bookingRpc, type Booking } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { toBooking } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { again } from './booking-move.service.ts';
import { ChildMoves } from './child-moves.service.ts';
import { HeldMoves, toHeldMove } from './held-moves.service.ts';
import { amountFor, wasMissed } from './reschedule.domain.ts';
import { SlotQuotes } from './slot-quotes.service.ts';

type Input = RpcInput<typeof bookingRpc.reschedule>;

/** Moves lessons for those who booked them. */
@Injectable()
export class Rescheduling {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly quotes: SlotQuotes,
    private readonly children: ChildMoves,
    private readonly moves: HeldMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * Availability says whether the new time can be had and for how much; then one transaction has the
   * booking there, or, where it costs more, has the time held until that is paid. What was refused is
   * where it was. A lesson whose provider was absent can be put at another time as well, which is none of
   * the few moves of whoever booked.
   *
   * @throws booking.not_found, what `BookingMove.ensureMay`, `amountFor`, `availability.quote`,
   * `BookingMove.apply` and `HeldMoves.hold` throw; of a child what `ChildMoves.ensureMay` throws; those of an Idempotency-Key
   */
  async reschedule(input: Input, call: Call): Promise<Booking> {
    const own = await this.queries.getOwn(input.id, call.actor, 'booking.reschedule');
    try {
      return await this.move(own, input, call);
    } catch (error) {
      throw await this.quotes.beside(error, own, input);
    }
  }

  private async move(own: BookingRow, input: Input, call: Call): Promise<Booking> {
    const scope = idempotencyScope(bookingRpc.reschedule, call, input);
    const asked = await this.quote(own, input, call).then(
      (quote) => ({ quote }),
      async (error: unknown) => {
        // What this very call did before may be why it is refused now.
        const earlier = await findStoredAnswer(this.db, scope, call);
        if (!earlier) throw error;
        return { earlier };
      },
    );
    if ('earlier' in asked) return asked.earlier;
    const isOfFamily = await this.children.isOfFamily(own);
    return again(() =>
      idempotent(this.db, scope, call, async (tx) => {
        if (isOfFamily) await this.children.ensureMay(tx, own, [asked.quote], call);
        const row = await this.queries.lock(tx, input.id);
        call.requireVersion(row.version);
        const at = this.clock.now();
        await this.moves.moving.ensureMay(tx, row, at);
        const { quote } = asked;
        const amount = amountFor(row, quote);
        const to = { to: quote, amount, at, actor: call.actor.userId };
        if (amount > row.priceAmount) {
          if (isOfFamily)
            await this.children.ensureAffords(tx, row, quote, {
              principal: call.principal,
              now: at,
            });
          const held = await this.moves.hold(tx, row, to);
          return { ...toBooking(row), heldMove: toHeldMove(held) };
        }
        const moved = await this.moves.moving.apply(tx, row, {
          ...{ ...to, by: 'learner', reason: reasonOf(row), counts: !wasMissed(row) },
        });
        return toBooking(moved);
      }),
    );
  }

  private async quote(own: BookingRow, input: Input, call: Call): Promise<Quote> {
    // Versions only grow: one that is outdated now is outdated with the lock.
    call.requireVersion(own.version);
    await this.moves.moving.ensureMay(this.db, own, this.clock.now());
    const quote = await this.quotes.get(own, input);
    amountFor(own, quote);
    return quote;
  }
}

/** The history keeps when it was to be. */
const reasonOf = ({ startsAt }: BookingRow) => `moved from ${startsAt.toISOString()}`;
