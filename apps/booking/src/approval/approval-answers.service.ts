import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingErrors, bookingRpc, type Booking } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingCreation } from '../booking/booking-creation.service.ts';
import { BookingDb } from '../booking.db.ts';
import { SeriesCreation } from '../series/series-creation.service.ts';
import { stateAt } from './approval.domain.ts';
import { Approvals } from './approvals.service.ts';

/** Books what a parent approves. */
@Injectable()
export class ApprovalAnswers {
  constructor(
    private readonly db: BookingDb,
    private readonly approvals: Approvals,
    private readonly creation: BookingCreation,
    private readonly series: SeriesCreation,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the lesson; of a series the first, which is to be paid first
   * @throws booking.approval_not_found, booking.approval_closed, what `BookingCreation.approve` and
   * `SeriesCreation.approve` throw
   */
  async approve(input: RpcInput<typeof bookingRpc.approve>, call: Call): Promise<Booking> {
    const approval = await this.approvals.get(input.approvalId, call);
    const scope = idempotencyScope(bookingRpc.approve, call, input);
    if (stateAt(approval, this.clock.now()) !== 'open') {
      // What it booked has the slot, so that a quote would say less than is known.
      const earlier = await findStoredAnswer(this.db, scope, call);
      if (!earlier) throw bookingErrors.approvalClosed();
      return earlier;
    }
    const isSeries = approval.seriesTake !== null;
    return (isSeries ? this.series : this.creation).approve(approval, scope, call);
  }
}
