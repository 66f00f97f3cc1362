import { statement } from '@edu/persistence';
import { UNBOOKABLE } from '../booking/states.sql.ts';

/**
 * Takes the try-locks that whoever books takes, of one learner and of the hours that lessons go to, and
 * says whether all of them were free, and whether one of the two people is suspended or the profile is
 * not published.
 */
export const TAKE_SLOTS = statement(
  { learnerId: 'uuid', providerId: 'uuid', from: 'timestamptz[]', until: 'timestamptz[]' },
  `WITH learner AS MATERIALIZED (
     SELECT pg_try_advisory_xact_lock(hashtextextended(:learnerId::text, 2)) AS free
   ), slots AS MATERIALIZED (
     SELECT try_lock_times(:providerId, array_agg(tstzrange(busy_from, busy_until))) AS free
     FROM learner, unnest(:from, :until) AS busy(busy_from, busy_until) WHERE learner.free
   )
   SELECT coalesce(slots.free, false) AS free, EXISTS (SELECT FROM suspended_user
     WHERE user_id IN (:learnerId, :providerId) AND suspended)
     OR ${UNBOOKABLE} AS closed
   FROM slots`,
).returns<{ free: boolean; closed: boolean }>();

/**
 * Puts locked lessons of a series at other times, with their history. None may go where another of the
 * same statement still is.
 */
export const MOVE_LESSONS = statement(
  { moves: 'jsonb', zone: 'text', actor: 'text', at: 'timestamptz' },
  `WITH move AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset(:moves) AS move(id uuid, starts_at timestamptz,
       ends_at timestamptz, busy_from timestamptz, busy_until timestamptz,
       hold_expires_at timestamptz, payment_due_at timestamptz, reason text)
   ), moved AS (
     UPDATE booking SET starts_at = move.starts_at, ends_at = move.ends_at,
       busy_from = move.busy_from, busy_until = move.busy_until, zone = :zone,
       reschedules = reschedules + 1, version = version + 1, updated_at = :at,
       hold_expires_at = move.hold_expires_at, payment_due_at = move.payment_due_at,
       -- Queues that go by the times begin anew.
       payment_due_attempts = 0, expiry_due_at = NULL, expiry_attempts = 0
     FROM move WHERE booking.id = move.id
     RETURNING booking.id, booking.state, move.reason
   )
   INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason, at)
   SELECT id, state, state, :actor, reason, :at FROM moved`,
);
