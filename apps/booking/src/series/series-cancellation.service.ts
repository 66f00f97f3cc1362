import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { bookingRpc, type Series } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingCancellation } from '../booking/booking-cancellation.service.ts';
import { NO_REASON, sideOf, toPrice } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { chosenLessons, lessonsLeft, LOCK_LESSONS, type Which } from './chosen-lessons.ts';
import { SeriesQueries, toSeries, type SeriesWithLessons } from './series.queries.ts';
import { speakingTogether } from './speaking-together.ts';

/** Calls off one lesson of a series, one and all later ones, or all that are left. */
@Injectable()
export class SeriesCancellation {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: SeriesQueries,
    private readonly cancellation: BookingCancellation,
    private readonly clock: Clock,
  ) {}

  /**
   * What `cancel` would give back now.
   *
   * @throws booking.series_not_found, booking.not_found, booking.series_over
   */
  async preview(
    { seriesId, ...which }: RpcInput<typeof bookingRpc.previewSeriesCancellation>,
    actor: Actor,
  ): Promise<RpcOutput<typeof bookingRpc.previewSeriesCancellation>> {
    const series = await this.queries.getOwn(seriesId, actor, 'series.cancel');
    const lessons = this.chosen(series, which).map((row) => {
      const { refund, refundPct } = this.cancellation.refund(row, sideOf(row, actor));
      return {
        ...{ bookingId: row.id, startsAt: row.startsAt.toISOString(), refundPct },
        ...{ wasPaid: row.state === 'confirmed' },
        refund: { ...toPrice(row), amount: Number(refund) },
      };
    });
    const amount = lessons.reduce((sum, { refund }) => sum + refund.amount, 0);
    return { refund: { ...lessons[0]!.refund, amount }, lessons };
  }

  /**
   * All of the chosen lessons or none, each by its own policy.
   *
   * @throws booking.series_not_found, booking.not_found, booking.series_over; those of an
   * Idempotency-Key
   */
  async cancel(input: RpcInput<typeof bookingRpc.cancelSeries>, call: Call): Promise<Series> {
    const { actor } = call;
    const { seriesId } = input;
    await this.queries.getOwn(seriesId, actor, 'series.cancel'); // 404 before any other refusal
    const scope = idempotencyScope(bookingRpc.cancelSeries, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await tx.execute(LOCK_LESSONS, { seriesId });
      const chosen = this.chosen(await this.queries.read(tx, seriesId), input);
      await this.callOff(tx, chosen, actor, input.reason);
      return toSeries(await this.queries.read(tx, seriesId));
    });
  }

  private async callOff(
    tx: BookingTx,
    chosen: readonly BookingRow[],
    actor: Actor,
    reason: string,
  ): Promise<void> {
    const said = { actor: actor.userId, reason: reason || NO_REASON };
    const how = (row: BookingRow) => ({ by: sideOf(row, actor), ...said });
    await this.cancellation.callOffAll(tx, speakingTogether(chosen, how));
  }

  /** With the first lesson of a series of which nothing is paid end all that are left. */
  private chosen(series: SeriesWithLessons, which: Which): BookingRow[] {
    const now = this.clock.now();
    const chosen = chosenLessons(series, which, now);
    const isUnpaid = series.bookings.every(({ paymentId }) => paymentId === null);
    const endsAll = chosen[0]!.seriesPosition === 1 && isUnpaid;
    return endsAll ? lessonsLeft(series, now) : chosen;
  }
}
