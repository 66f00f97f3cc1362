import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { Consumer, type Effect, On } from '@edu/messaging';
import type { PaymentTx } from '../payment.db.ts';

const CLOSE = `
  UPDATE payment SET close_requested_at = now(), due_at = now(), attempts = 0
  WHERE booking_id = $1::uuid AND status IN ('created', 'unknown', 'pending')`;

/**
 * A booking that is over wants no money any more: its open intent is canceled at the psp. If
 * somebody paid it meanwhile the payment succeeds as ever, and the booking decides.
 */
@Consumer('payment')
@Injectable()
export class BookingEventHandlers {
  @On(bookingEvents.expired)
  expired({ data }: EventEnvelope<typeof bookingEvents.expired>): Effect<PaymentTx> {
    return (tx) => tx.execute(CLOSE, data.bookingId);
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<typeof bookingEvents.canceled>): Effect<PaymentTx> {
    return (tx) => tx.execute(CLOSE, data.bookingId);
  }
}
