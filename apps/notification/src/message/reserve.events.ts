import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { reserveLifted, reserveSet } from '../template/reserve.templates.ts';
import { MessageService } from './message.service.ts';

/** Tells providers what is kept of what they earn. */
@Consumer('reserve')
@Injectable()
export class ReserveEvents {
  constructor(private readonly messages: MessageService) {}

  @On(paymentEvents.reserveSet)
  set({ id, data }: EventEnvelope<typeof paymentEvents.reserveSet>): Promise<StatementEffect> {
    const { providerId, bps, days } = data;
    return this.messages.tell(id, reserveSet, { to: [providerId], facts: { bps, days } });
  }

  @On(paymentEvents.reserveLifted)
  lifted({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.reserveLifted>): Promise<StatementEffect> {
    const { providerId, currency } = data;
    return this.messages.tell(id, reserveLifted, { to: [providerId], facts: { currency } });
  }
}
