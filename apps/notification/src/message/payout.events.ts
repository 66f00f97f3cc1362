import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { creditPaidOut, creditPayoutFailed } from '../template/credit.templates.ts';
import {
  payoutAccountChanged,
  payoutAccountRemoved,
  payoutFailed,
  payoutPaid,
} from '../template/payout.templates.ts';
import { MessageService } from './message.service.ts';

/** Tells providers, and payers with credit, what was paid to them, and where it goes. */
@Consumer('payout')
@Injectable()
export class PayoutEvents {
  constructor(private readonly messages: MessageService) {}

  @On(paymentEvents.payoutPaid)
  paid({ id, data }: EventEnvelope<typeof paymentEvents.payoutPaid>): Promise<StatementEffect> {
    const { providerId, amount, operator } = data;
    const template = data.from === 'credit' ? creditPaidOut : payoutPaid;
    return this.messages.tell(id, template, { to: [providerId], facts: { amount, operator } });
  }

  @On(paymentEvents.payoutFailed)
  failed({ id, data }: EventEnvelope<typeof paymentEvents.payoutFailed>): Promise<StatementEffect> {
    const { providerId, amount, operator, failure } = data;
    const facts = { amount, operator, failure };
    const template = data.from === 'credit' ? creditPayoutFailed : payoutFailed;
    return this.messages.tell(id, template, { to: [providerId], facts });
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
