import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import {
  payoutAccountChanged,
  payoutAccountRemoved,
  payoutFailed,
  payoutPaid,
} from '../template/payout.templates.ts';
import { MessageService } from './message.service.ts';

/** Tells providers what was paid to them, and where it goes. */
@Consumer('payout')
@Injectable()
export class PayoutEvents {
  constructor(private readonly messages: MessageService) {}

  @On(paymentEvents.payoutPaid)
  paid({ id, data }: EventEnvelope<typeof paymentEvents.payoutPaid>): Promise<StatementEffect> {
    const { providerId, amount, operator } = data;
    return this.messages.tell(id, payoutPaid, { to: [providerId], facts: { amount, operator } });
  }

  @On(paymentEvents.payoutFailed)
  failed({ id, data }: EventEnvelope<typeof paymentEvents.payoutFailed>): Promise<StatementEffect> {
    const { providerId, amount, operator, failure } = data;
    const facts = { amount, operator, failure };
    return this.messages.tell(id, payoutFailed, { to: [providerId], facts });
  }

  @On(paymentEvents.payoutAccountChanged)
  accountChanged({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.payoutAccountChanged>): Promise<StatementEffect> {
    const { providerId, operator, payableFrom, waits } = data;
    const facts = { operator, payableFrom, waits };
    return this.messages.tell(id, payoutAccountChanged, { to: [providerId], facts });
  }

  @On(paymentEvents.payoutAccountRemoved)
  accountRemoved({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.payoutAccountRemoved>): Promise<StatementEffect> {
    const { providerId, operator } = data;
    return this.messages.tell(id, payoutAccountRemoved, { to: [providerId], facts: { operator } });
  }
}
