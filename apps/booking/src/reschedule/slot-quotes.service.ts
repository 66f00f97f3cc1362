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
    readonly nearest: NearestTimes,
  ) {}

  /** @throws what `availability.quote` throws */
  get(row: BookingRow, to: To): Promise<Quote> {
    const slot = { ...timeOf(row, to), movedBookingId: row.id, trial: row.trial };
    return this.rpc.call(availabilityRpc.quote, slot, { withActor: false });
  }
}

/** Another time for a lesson. */
export const timeOf = (row: BookingRow, { startsAt, durationMinutes = minutesOf(row) }: To) => ({
  ...{ providerId: row.providerId, startsAt, durationMinutes },
  mode: row.mode as Booking['mode'],
});
