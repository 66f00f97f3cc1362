import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { bookingErrors, bookingRpc, type BookingState } from '@edu/contracts-booking';
import { audit, userPrincipal } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingCancellation } from '../booking/booking-cancellation.service.ts';
import { BookingDetailsService } from '../booking/booking-details.service.ts';
import { transition } from '../booking/booking.domain.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { stateOf, toPrice } from '../booking/booking.row.ts';
import { Lessons } from '../lesson/lessons.service.ts';
import { Outcomes } from '../outcome/outcomes.service.ts';
import { waiverOf } from './waiver.domain.ts';

type StaffBooking = RpcOutput<typeof bookingRpc.staffGet>;
type WaiverPreview = RpcOutput<typeof bookingRpc.waiverPreview>;

/** Bookings as support reads them, and what support does with them. */
@Injectable()
export class StaffBookings {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly details: BookingDetailsService,
    private readonly outcomes: Outcomes,
    private readonly lessons: Lessons,
    private readonly cancellation: BookingCancellation,
  ) {}

  /** @throws booking.not_found */
  get(id: string): Promise<StaffBooking> {
    return this.db.tx((tx) => this.read(tx, id));
  }

  /**
   * Where the money goes if `waive` is called now.
   *
   * @throws booking.not_found, booking.illegal_transition
   */
  preview({ id, bornBy }: RpcInput<typeof bookingRpc.waiverPreview>): Promise<WaiverPreview> {
    return this.db.tx(async (tx) => {
      const row = await tx.prisma.booking.findUnique({ where: { id } });
      if (!row) throw bookingErrors.notFound();
      transition(stateOf(row), 'cancel');
      const money = (amount: number) => ({ ...toPrice(row), amount });
      const { refund, kept, compensation } = waiverOf(await this.lessons.left(tx, id), bornBy);
      return { refund: money(refund), kept: money(kept), compensation: money(compensation) };
    });
  }

  /**
   * The platform calls a booking off, and everything goes back whatever the policy says. Where
   * the platform bears it, the provider is paid at its cost.
   *
   * @throws booking.not_found, booking.illegal_transition; those of an Idempotency-Key
   */
  async waive(input: RpcInput<typeof bookingRpc.waive>, call: Call): Promise<StaffBooking> {
    const { id, bornBy, reason } = input;
    const { actor, requestId } = call;
    const scope = idempotencyScope(bookingRpc.waive, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const row = await this.queries.lock(tx, id);
      const { refund, compensation } = waiverOf(await this.lessons.left(tx, id), bornBy);
      await this.cancellation.callOff(tx, row, {
        ...{ by: 'platform', actor: `support:${actor.userId}`, reason, refund, compensation },
      });
      await audit(tx, {
        principal: userPrincipal(actor),
        action: 'booking.waived',
        subject: { kind: 'booking', id },
        requestId,
        // Why is in the history, which can forget it.
        details: { bornBy, refund, compensation },
      });
      return this.read(tx, id);
    });
  }

  private async read(tx: BookingTx, id: string): Promise<StaffBooking> {
    const row = await tx.prisma.booking.findUnique({
      where: { id },
      include: { history: { orderBy: { id: 'asc' } } },
    });
    if (!row) throw bookingErrors.notFound();
    const [booking] = await this.details.detailsOf([row], tx);
    return {
      booking: booking!,
      left: { ...toPrice(row), amount: await this.lessons.left(tx, id) },
      history: row.history.map(({ fromState, toState, actor, reason, at }) => ({
        from: fromState as BookingState | null,
        to: toState as BookingState,
        ...{ actor, reason, at: at.toISOString() },
      })),
      outcome: await this.outcomes.read(tx, id),
    };
  }
}
