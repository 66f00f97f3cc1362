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
import { to } from './message.events.ts';
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
    const facts = to(data, 'provider', { until: data.answerBy });
    return this.messages.write(id, bookingRequested, { booking: data, to: facts });
  }

  @On(bookingEvents.proposed)
  proposed({ id, data }: EventEnvelope<typeof bookingEvents.proposed>): Promise<Effect> {
    const facts = to(data, 'learner', { until: data.answerBy });
    return this.messages.write(id, bookingProposed, { booking: data, to: facts });
  }

  @On(bookingEvents.accepted)
  accepted({ id, data }: EventEnvelope<typeof bookingEvents.accepted>): Promise<Effect> {
    if (data.by === 'learner') {
      const facts = to(data, 'provider', {});
      return this.messages.write(id, proposalAccepted, { booking: data, to: facts });
    }
    const facts = to(data, 'learner', { until: data.holdExpiresAt });
    return this.messages.write(id, bookingAccepted, { booking: data, to: facts });
  }

  @On(bookingEvents.declined)
  async declined({ id, data }: EventEnvelope<typeof bookingEvents.declined>): Promise<Effect> {
    const booking = await this.bookings.complete(data);
    const side = data.by === 'provider' ? 'learner' : 'provider';
    return this.messages.write(id, bookingDeclined, { booking, to: to(booking, side, {}) });
  }
}
