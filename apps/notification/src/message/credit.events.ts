import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { refundOffered } from '../template/credit.templates.ts';
import { MessageService } from './message.service.ts';

/** Asks payers how they want money back that cannot go the way it came. */
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
}
