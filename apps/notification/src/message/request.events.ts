import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, type Effect, On } from '@edu/messaging';
import {
  bookingAccepted,
  bookingDeclined,
  bookingProposed,
  bookingRequested,
  proposalAccepted,
} from '../template/request.templates.ts';
import { BookingRefs } from './booking-refs.ts';
import { sideOf } from './lesson-sides.ts';
import { MessageService } from './message.service.ts';

/** Lets people know of requests, and of what became of them. */
@Consumer('message')
@Injectable()
export class RequestEvents {
  constructor(
    private readonly bookings: BookingRefs,
    private readonly messages: MessageService,
  ) {}

  @On(bookingEvents.requested)
  requested({ id, data }: EventEnvelope<typeof bookingEvents.requested>): Promise<Effect> {
    const booking = { ...data, stands: false };
    const to = sideOf(booking, 'provider', { until: data.answerBy });
    return this.messages.write(id, bookingRequested, { booking, to });
  }

  @On(bookingEvents.proposed)
  proposed({ id, data }: EventEnvelope<typeof bookingEvents.proposed>): Promise<Effect> {
    const booking = { ...data, stands: false };
    const to = sideOf(booking, 'learner', { until: data.answerBy });
    return this.messages.write(id, bookingProposed, { booking, to });
  }

  @On(bookingEvents.accepted)
  accepted({ id, data }: EventEnvelope<typeof bookingEvents.accepted>): Promise<Effect> {
    const booking = { ...data, stands: false };
    if (data.by === 'learner') {
      const to = sideOf(booking, 'provider', {});
      return this.messages.write(id, proposalAccepted, { booking, to });
    }
    const to = sideOf(booking, 'learner', { until: data.holdExpiresAt });
    return this.messages.write(id, bookingAccepted, { booking, to });
  }

  @On(bookingEvents.declined)
  async declined({ id, data }: EventEnvelope<typeof bookingEvents.declined>): Promise<Effect> {
    const booking = await this.bookings.complete({ ...data, stands: false });
    const side = data.by === 'provider' ? 'learner' : 'provider';
    return this.messages.write(id, bookingDeclined, { booking, to: sideOf(booking, side, {}) });
  }
}
