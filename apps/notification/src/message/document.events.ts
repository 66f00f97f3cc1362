import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { annualStatementIssued } from '../template/annual-statement.template.ts';
import { MessageService } from './message.service.ts';

/** Lets people know of documents that they did not wait for. */
@Consumer('document')
@Injectable()
export class DocumentEvents {
  constructor(private readonly messages: MessageService) {}

  @On(paymentEvents.annualStatementIssued)
  annual({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.annualStatementIssued>): Promise<StatementEffect> {
    const { providerId, year } = data;
    return this.messages.tell(id, annualStatementIssued, { to: [providerId], facts: { year } });
  }
}
