import { insertEvents, statement } from '@edu/persistence';

/**
 * Locked bookings that are held or paid come to an end, with their history and their events, however many
 * they are.
 */
export const CHANGE_STATES = statement(
  { changes: 'jsonb', at: 'timestamptz', events: 'jsonb' },
  `WITH change AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset(:changes) AS change(
       id uuid, was text, state text, actor text, reason text)
   ), changed AS (
     UPDATE booking SET state = change.state, hold_number = NULL, hold_expires_at = NULL,
       version = version + 1, updated_at = :at
     FROM change WHERE booking.id = change.id
   ), history AS (
     INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason, at)
     SELECT id, was, state, actor, reason, :at FROM change
   ) ${insertEvents(':events')}`,
);
