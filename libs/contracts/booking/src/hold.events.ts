import { defineEvent } from '@edu/contract-kit';
import { HoldExtended } from './booking.events.ts';
import { HoldMoved } from './reschedule.events.ts';

/** What changes until when, or at which time, a slot is held that waits for its payment. */
export const holdEvents = {
  holdMoved: defineEvent('evt.booking.hold_moved.v1', {
    summary: 'A lesson of a series that is not paid yet is held at another time',
    aggregate: 'bookingId',
    data: HoldMoved,
  }),
  holdExtended: defineEvent('evt.booking.hold_extended.v1', {
    summary: 'A slot is held longer, as its payer is being asked on the phone',
    aggregate: 'bookingId',
    data: HoldExtended,
  }),
};
