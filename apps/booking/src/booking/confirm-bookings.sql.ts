import { statement } from '@edu/persistence';

/** Paid holds that are locked become bookings, with their history, however many they are. */
export const CONFIRM_BOOKINGS = statement(
  {
    ids: 'uuid[]',
    state: 'text',
    next: 'text',
    paymentId: 'uuid',
    actor: 'text',
    reason: 'text',
    now: 'timestamptz',
  },
  `WITH confirmed AS (
     UPDATE booking SET state = :next, hold_number = NULL, hold_expires_at = NULL,
       payment_id = :paymentId, version = version + 1, updated_at = :now
     WHERE id = ANY (:ids)
     RETURNING id
   )
   INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason, at)
   SELECT id, :state, :next, :actor, :reason, :now FROM confirmed`,
);
