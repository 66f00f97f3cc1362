import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, type Effect, On } from '@edu/messaging';
import {
  rescheduleNotAgreed,
  rescheduleProposed,
} from '../template/reschedule-proposal.templates.ts';
import { sideOf } from './lesson-sides.ts';
import { MessageService } from './message.service.ts';

/** Lets people know of other times that are proposed for paid lessons. One that suits is a move. */
@Consumer('message')
@Injectable()
export class RescheduleProposalEvents {
  constructor(private readonly messages: MessageService) {}

  @On(bookingEvents.rescheduleProposed)
  proposed({ id, data }: EventEnvelope<typeof bookingEvents.rescheduleProposed>): Promise<Effect> {
    const { starts, answerBy: until } = data;
    const booking = { ...data, stands: true };
    const to = sideOf(booking, 'learner', { starts, until });
    return this.messages.write(id, rescheduleProposed, { booking, to });
  }

  /** Whoever ended it knows. */
  @On(bookingEvents.rescheduleNotAgreed)
  notAgreed({
    id,
    data,
  }: EventEnvelope<typeof bookingEvents.rescheduleNotAgreed>): Promise<Effect> {
    const { outcome } = data;
    const booking = { ...data, stands: true };
    const to = [
      ...(outcome === 'declined' ? [] : sideOf(booking, 'learner', { outcome })),
      ...(outcome === 'withdrawn' ? [] : sideOf(booking, 'provider', { outcome })),
    ];
    return this.messages.write(id, rescheduleNotAgreed, { booking, to });
  }
}
