import { SetMetadata } from '@nestjs/common';
import type { EventContract, EventEnvelope } from '@edu/contract-kit';
import type { Effect } from './inbox.ts';

export const ON_EVENT = Symbol('on-event');

type EventHandler<E extends EventContract> = (
  event: EventEnvelope<E>,
  // The transaction type belongs to the service; the inbox hands in the right one.
) => Effect | Promise<Effect>;

/**
 * Makes a provider's method follow an event. It may ask other services first; what it changes goes
 * into the `Effect` that it returns, which runs in one transaction with the inbox row. So an event
 * has its effect once, however often it is delivered.
 *
 * @example
 * @On(paymentEvents.succeeded)
 * succeeded(event: EventOf<typeof paymentEvents.succeeded>): Effect<Tx> {
 *   return (tx) => this.bookings.confirm(tx, event.data.bookingId);
 * }
 */
export function On<E extends EventContract>(contract: E) {
  return <H extends EventHandler<E>>(
    _target: object,
    _property: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    SetMetadata(ON_EVENT, contract)(descriptor.value!);
  };
}
