import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { chargebackClosed, chargebackOpened } from '../template/chargeback.templates.ts';
import { frozenByProvider } from './chargeback.domain.ts';
import { MessageService } from './message.service.ts';

/** Lets whoever paid and those who teach know that a bank takes a payment back, and what came of it. */
@Consumer('chargeback')
@Injectable()
export class ChargebackEvents {
  constructor(private readonly messages: MessageService) {}

  @On(paymentEvents.chargebackOpened)
  opened({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.chargebackOpened>): Promise<StatementEffect> {
    const { payerId, amount } = data;
    return this.messages.tellEach(id, chargebackOpened, [
      { userId: payerId, facts: { side: 'payer', amount } },
      ...frozenByProvider(data.lessons).map(({ providerId: userId, amount: frozen }) => ({
        ...{ userId, facts: { side: 'provider', amount: frozen } as const },
      })),
    ]);
  }

  @On(paymentEvents.chargebackClosed)
  closed({
    id,
    data,
  }: EventEnvelope<typeof paymentEvents.chargebackClosed>): Promise<StatementEffect> {
    const { payerId, amount, outcome, borneBy } = data;
    return this.messages.tellEach(id, chargebackClosed, [
      { userId: payerId, facts: { side: 'payer', amount, outcome, borneBy } },
      ...frozenByProvider(data.lessons).map(({ providerId: userId, amount: frozen }) => ({
        ...{ userId, facts: { side: 'provider', amount: frozen, outcome, borneBy } as const },
      })),
    ]);
  }
}
