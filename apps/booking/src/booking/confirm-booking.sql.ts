import { idempotentStatement, insertEvents } from '@edu/persistence';
import { START_PROCESS, startProcess } from '@edu/process';

/** A paid hold becomes a booking, if it still is as it was seen and its lesson has not begun. */
export const CONFIRM_BOOKING = idempotentStatement({
  parameters: {
    id: 'uuid',
    /** As it was seen. */
    state: 'text',
    version: 'int',
    now: 'timestamptz',
    next: 'text',
    paymentId: 'uuid',
    actor: 'text',
    reason: 'text',
    events: 'jsonb',
    ...START_PROCESS,
  },
  condition: `
    JOIN booking ON booking.id = :id
      AND booking.state = :state AND booking.version = :version AND booking.starts_at > :now
    ORDER BY booking.id FOR UPDATE OF booking`,
  writes: [
    `UPDATE booking SET state = :next, hold_number = NULL, hold_expires_at = NULL,
       payment_id = :paymentId, version = version + 1, updated_at = :now
     FROM first WHERE id = :id`,
    `INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason, at)
     SELECT :id, :state, :next, :actor, :reason, :now FROM first`,
    `${startProcess} FROM first`,
    insertEvents(':events', 'first'),
  ],
});
