import { Injectable } from '@nestjs/common';
import type { EventData, EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { idempotentStatement } from '@edu/persistence';

type Created = typeof bookingEvents.created;
type Confirmed = typeof bookingEvents.confirmed;
type Canceled = typeof bookingEvents.canceled;
type Expired = typeof bookingEvents.expired;

/**
 * Events come late, twice and out of order: only a newer version of the booking changes its row. A
 * freed row stays as the memory of its version, so that no late event takes the time again.
 */
const REMEMBER = idempotentStatement({
  parameters: {
    bookingId: 'uuid',
    providerId: 'uuid',
    busyFrom: 'timestamptz',
    busyUntil: 'timestamptz',
    freed: 'boolean',
    version: 'int',
  },
  writes: [
    `
  INSERT INTO booked_time (booking_id, provider_id, busy_from, busy_until, freed, version)
  SELECT :bookingId, :providerId, :busyFrom, :busyUntil, :freed, :version FROM first
  ON CONFLICT (booking_id) DO UPDATE SET busy_from = excluded.busy_from,
    busy_until = excluded.busy_until, freed = excluded.freed, version = excluded.version
  WHERE booked_time.version < excluded.version`,
  ],
});

/** Follows bookings: a hold takes its time from the provider like a paid lesson does. */
@Consumer('booked-time')
@Injectable()
export class BookedTimeEvents {
  @On(bookingEvents.created)
  created({ data }: EventEnvelope<Created>): StatementEffect {
    return remember(data, false);
  }

  @On(bookingEvents.confirmed)
  confirmed({ data }: EventEnvelope<Confirmed>): StatementEffect {
    return remember(data, false);
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<Canceled>): StatementEffect {
    return remember(data, true);
  }

  @On(bookingEvents.expired)
  expired({ data }: EventEnvelope<Expired>): StatementEffect {
    return remember(data, true);
  }
}

function remember(data: EventData<Expired>, freed: boolean): StatementEffect {
  return REMEMBER({ ...data, freed });
}
