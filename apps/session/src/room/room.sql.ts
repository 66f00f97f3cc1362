import { idempotentStatement, statement } from '@edu/persistence';
import { CLOSES_AFTER_MIN, TOKEN_MIN } from './room.domain.ts';

/** Closes a room if there is one: the event does not carry what a new row would need. */
export const CLOSE_ROOM = idempotentStatement({
  parameters: { bookingId: 'uuid', version: 'int' },
  writes: [
    `
UPDATE room SET state = 'closed', version = :version, updated_at = clock_timestamp()
FROM first WHERE booking_id = :bookingId AND version < :version`,
  ],
});

/**
 * Looks a room up and records the token to issue. No row unless the user is one of the people of
 * an open room.
 */
export const VISIT = statement(
  {
    bookingId: 'uuid',
    userId: 'uuid',
    signInSessionId: 'uuid',
    now: 'timestamptz',
    latestStart: 'timestamptz',
    earliestEnd: 'timestamptz',
  },
  `
WITH room AS (
  SELECT booking_id, learner_id, payer_id, provider_id, group_id, mode, starts_at, ends_at FROM room
  WHERE booking_id = :bookingId AND state = 'open' AND :userId IN (learner_id, payer_id, provider_id)
), issued AS (
  INSERT INTO join_token (booking_id, user_id, sign_in_session_id, issued_at, expires_at)
  SELECT booking_id, :userId, :signInSessionId, :now, least(
    :now + interval '${TOKEN_MIN} minutes', ends_at + interval '${CLOSES_AFTER_MIN} minutes')
  FROM room
  WHERE mode = 'online' AND starts_at <= :latestStart AND ends_at > :earliestEnd
  RETURNING booking_id
)
SELECT learner_id, payer_id, provider_id, group_id, mode, starts_at, ends_at,
  EXISTS (SELECT FROM issued) AS admitted FROM room`,
).returns<Visit>();

export interface Visit {
  readonly learner_id: string;
  /** The parent who booked it. */
  readonly payer_id: string | null;
  readonly provider_id: string;
  /** The group lesson in which it is a seat. */
  readonly group_id: string | null;
  readonly mode: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  /** True when the room is online and open now: the token to issue is on record. */
  readonly admitted: boolean;
}
