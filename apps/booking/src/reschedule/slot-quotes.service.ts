import { Injectable } from '@nestjs/common';
import { availabilityRpc, type Quote } from '@edu/contracts-availability';
import type { Booking } from '@edu/contracts-booking';
import { RpcClient } from '@edu/messaging';
import { minutesOf } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

interface To {
  /** ISO 8601 */
  readonly startsAt: string;
  /** As it is by default. */
  readonly durationMinutes?: number | undefined;
}

/** What availability says of other times for a booking, which itself is in the way of none. */
@Injectable()
export class SlotQuotes {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws what `availability.quote` throws */
  get(row: BookingRow, { startsAt, durationMinutes = minutesOf(row) }: To): Promise<Quote> {
    const slot = {
      ...{ providerId: row.providerId, startsAt, movedBookingId: row.id, durationMinutes },
      ...{ mode: row.mode as Booking['mode'], trial: row.trial },
    };
    return this.rpc.call(availabilityRpc.quote, slot, { withActor: false });
  }

  /** The free start nearest to one that is not, of the same day; undefined where none is known. */
  async nearest(row: BookingRow, startsAt: string): Promise<string | undefined> {
    const series = {
      // A series has two lessons at least; nothing is read of the second.
      ...{ providerId: row.providerId, starts: [startsAt], repeat: { times: 2 } },
      ...{ durationMinutes: minutesOf(row), mode: row.mode as Booking['mode'] },
    };
    try {
      const quoted = await this.rpc.call(availabilityRpc.quoteSeries, series, { withActor: false });
      return quoted.lessons[0]?.nearest ?? undefined;
    } catch {
      // It only makes a refusal kinder.
      return undefined;
    }
  }
}
