import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { LESSON } from './lesson.projection.ts';

/** Keeps in step with bookings: who may see an address begins with a payment and ends with a cancellation. */
@Consumer('lesson')
@Injectable()
export class LessonEvents {
  @On(bookingEvents.confirmed)
  confirmed({ data }: EventEnvelope<typeof bookingEvents.confirmed>): StatementEffect {
    return LESSON.put({ ...data, state: 'stands' });
  }

  @On(bookingEvents.rescheduled)
  rescheduled({ data }: EventEnvelope<typeof bookingEvents.rescheduled>): StatementEffect {
    return LESSON.put({ ...data, state: 'stands' });
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<typeof bookingEvents.canceled>): StatementEffect {
    return LESSON.put({ ...data, state: 'canceled' });
  }
}
