import { openEnum } from '@edu/contract-kit';

export const BOOKING_STATES = [
  'requested',
  'proposed',
  'pending',
  'confirmed',
  'completed',
  'no_show',
  'expired',
  'declined',
  'canceled',
  'refunded',
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export const BookingStateName = openEnum(BOOKING_STATES, {
  id: 'BookingState',
  description:
    '`requested`: held, waits for the provider’s answer; `proposed`: held at another time that the provider proposes, waits for the learner’s answer; `pending`: held, waits for its payment; `confirmed`: paid; `completed`: took place; `no_show`: somebody was absent; `expired`: not answered or not paid in time; `declined`: one side said no to a request or to a proposal; `canceled`: called off; `refunded`: called off, and the money went back.',
});
