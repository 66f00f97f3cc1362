import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { creditPayoutAsked, refundOffered } from '../template/credit.templates.ts';
import { MessageService } from './message.service.ts';

/** Asks payers how they want money back that cannot go the way it came, and says what becomes of their credit. */
@Consumer('credit')
@Injectable()
export class CreditEvents {
  constructor(private readonly messages: MessageService) {}

  @On(paymentEvents.refundOffered)
  offered({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.refundOffered>): Promise<StatementEffect> {
    const { payerId, amount } = data;
    return this.messages.tell(id, refundOffered, { to: [payerId], facts: { amount } });
  }

  @On(paymentEvents.creditPayoutAsked)
  payoutAsked({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.creditPayoutAsked>): Promise<StatementEffect> {
    const { payerId, amount, operator, sentAt } = data;
    const facts = { amount, operator, sentAt };
    return this.messages.tell(id, creditPayoutAsked, { to: [payerId], facts });
  }
}
