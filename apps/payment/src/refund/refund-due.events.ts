import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, type Effect, On } from '@edu/messaging';
import type { PaymentTx } from '../payment.db.ts';
import { RefundService } from './refund.service.ts';

@Consumer('refund')
@Injectable()
export class RefundDueHandler {
  constructor(private readonly refunds: RefundService) {}

  @On(bookingEvents.refundDue)
  refundDue({ data }: EventEnvelope<typeof bookingEvents.refundDue>): Effect<PaymentTx> {
    return (tx) => this.refunds.request(tx, data);
  }
}
