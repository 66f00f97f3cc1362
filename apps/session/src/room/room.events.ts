import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { On, type Effect } from '@edu/messaging';
import type { SessionTx } from '../session.db.ts';
import { RoomQueries } from './room.queries.ts';

/**
 * Keeps the rooms in step with their bookings. Redelivered events may come late, so every change
 * carries the booking's version, and a cancellation leaves a closed room even where none was yet.
 */
@Injectable()
export class RoomEvents {
  constructor(private readonly queries: RoomQueries) {}

  @On(bookingEvents.confirmed)
  confirmed({ data }: EventEnvelope<typeof bookingEvents.confirmed>): Effect<SessionTx> {
    return (tx) => this.queries.put(tx, { ...data, state: 'open' });
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<typeof bookingEvents.canceled>): Effect<SessionTx> {
    return (tx) => this.queries.put(tx, { ...data, state: 'closed' });
  }

  @On(bookingEvents.refunded)
  refunded({ data }: EventEnvelope<typeof bookingEvents.refunded>): Effect<SessionTx> {
    return (tx) => this.queries.close(tx, data.bookingId, data.version);
  }
}
