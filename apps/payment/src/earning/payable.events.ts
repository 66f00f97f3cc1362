import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { idempotentStatement } from '@edu/persistence';

const ANNOUNCE = idempotentStatement({
  parameters: {
    bookingId: 'uuid',
    paymentId: 'uuid',
    providerId: 'uuid',
    amount: 'bigint',
    currency: 'text',
    atCostOf: 'text',
  },
  writes: [
    `INSERT INTO earning (booking_id, payment_id, provider_id, amount, currency, at_cost_of)
     SELECT :bookingId, :paymentId, :providerId, :amount, :currency, :atCostOf FROM first
     ON CONFLICT (booking_id) DO NOTHING`,
  ],
});

/** What a provider has earned is written down; the worker moves the money. */
@Consumer('earning')
@Injectable()
export class PayableHandler {
  @On(bookingEvents.payable)
  payable({ data }: EventEnvelope<typeof bookingEvents.payable>): StatementEffect {
    const { bookingId, paymentId, providerId, amount, atCostOf } = data;
    return ANNOUNCE({ bookingId, paymentId, providerId, ...amount, atCostOf });
  }
}
