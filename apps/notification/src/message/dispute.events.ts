import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, type Effect, On } from '@edu/messaging';
import { DISPUTE_TEMPLATES } from '../template/dispute.templates.ts';
import { BookingRefs } from './booking-refs.ts';
import { sideOf } from './lesson-sides.ts';
import { MessageService } from './message.service.ts';

const SIDES = ['learner', 'provider'] as const;

/** Lets both sides of an objection know what the other one and support do. */
@Consumer('message')
@Injectable()
export class DisputeEvents {
  constructor(
    private readonly bookings: BookingRefs,
    private readonly messages: MessageService,
  ) {}

  /** Whoever objects is answered on the screen; of an update of a later release nobody is written to. */
  @On(bookingEvents.disputeUpdated)
  async updated({ id, data }: EventEnvelope<typeof bookingEvents.disputeUpdated>): Promise<Effect> {
    const { what, by } = data;
    const booking = await this.bookings.get(data.bookingId);
    const isKnown = (name: string): name is keyof typeof DISPUTE_TEMPLATES =>
      Object.hasOwn(DISPUTE_TEMPLATES, name);
    if (!isKnown(what)) return this.bookings.store(booking);
    return this.messages.write(id, DISPUTE_TEMPLATES[what], {
      booking,
      to: SIDES.filter((side) => side !== by).flatMap((side) => sideOf(booking, side, { by })),
    });
  }
}
