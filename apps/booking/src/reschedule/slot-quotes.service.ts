import { Injectable } from '@nestjs/common';
import { availabilityRpc, type Quote } from '@edu/contracts-availability';
import type { Booking } from '@edu/contracts-booking';
import { RpcClient } from '@edu/messaging';
import { minutesOf } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { NearestTimes } from '../quote/nearest-times.service.ts';

interface To {
  /** ISO 8601 */
  readonly startsAt: string;
  /** As it is by default. */
  readonly durationMinutes?: number | undefined;
}

/** What availability says of other times for a booking, which itself is in the way of none. */
@Injectable()
export class SlotQuotes {
  constructor(
    private readonly rpc: RpcClient,
    private readonly nearest: NearestTimes,
  ) {}

  /** @throws what `availability.quote` throws */
  get(row: BookingRow, to: To): Promise<Quote> {
    return this.rpc.call(availabilityRpc.quote, wantedOf(row, to), { withActor: false });
  }

  /** The error; one that says that a lesson cannot have a time says as well which it can. */
  beside(error: unknown, row: BookingRow, to: To): Promise<unknown> {
    return this.nearest.beside(error, wantedOf(row, to), row.learnerId);
  }

  /** The nearest time that a lesson can have: both are free then. */
  nearestTo(row: BookingRow, to: To): Promise<string | undefined> {
    return this.nearest.of(wantedOf(row, to), { learnerId: row.learnerId });
  }
}

/** Another time for a lesson. */
const wantedOf = (row: BookingRow, { startsAt, durationMinutes = minutesOf(row) }: To) => ({
  ...{ providerId: row.providerId, startsAt, durationMinutes },
  mode: row.mode as Booking['mode'],
  ...{ movedBookingId: row.id, trial: row.trial },
});
