import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { RoomClosing } from './room-closing.service.ts';
import { RoomQueries } from './room.queries.ts';

/**
 * Keeps the rooms in step with their bookings. Redelivered events may come late, so every change
 * carries the booking's version, and a cancellation leaves a closed room even where none was yet.
 */
@Consumer('room')
@Injectable()
export class RoomEvents {
  constructor(
    private readonly queries: RoomQueries,
    private readonly closing: RoomClosing,
  ) {}

  @On(bookingEvents.confirmed)
  confirmed({ data }: EventEnvelope<typeof bookingEvents.confirmed>): StatementEffect {
    return this.queries.put({ ...data, state: 'open' });
  }

  @On(bookingEvents.rescheduled)
  rescheduled({ data }: EventEnvelope<typeof bookingEvents.rescheduled>): StatementEffect {
    return this.queries.put({ ...data, state: 'open' });
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<typeof bookingEvents.canceled>): StatementEffect {
    return this.closes(this.queries.put({ ...data, state: 'closed' }));
  }

  @On(bookingEvents.refunded)
  refunded({ data }: EventEnvelope<typeof bookingEvents.refunded>): StatementEffect {
    return this.closes(this.queries.close(data.bookingId, data.version));
  }

  private closes(effect: StatementEffect): StatementEffect {
    return { ...effect, afterCommit: () => this.closing.wake() };
  }
}
