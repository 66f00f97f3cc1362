import { insertEvents, once } from '@edu/persistence';

/**
 * A paid hold becomes a booking, if it still is as it was seen.
 *
 * $3 booking, $4 state that was seen, $5 its version, $6 next state, $7 payment, $8 actor,
 * $9 reason, $10 events.
 */
export const CONFIRM_BOOKING = once({
  condition: `
    SELECT FROM booking WHERE id = $3::uuid AND state = $4::text AND version = $5::int FOR UPDATE`,
  writes: [
    `UPDATE booking SET state = $6::text, hold_number = NULL, hold_expires_at = NULL,
       payment_id = $7::uuid, version = version + 1, updated_at = now()
     FROM first WHERE id = $3::uuid`,
    `INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason)
     SELECT $3::uuid, $4::text, $6::text, $8::text, $9::text FROM first`,
    `${insertEvents('$10')} WHERE EXISTS (SELECT FROM first)`,
  ],
});
