import { statement } from '@edu/persistence';
import { CLOSES_AFTER_MIN } from './room.domain.ts';

/**
 * $1 booking, $2 user, $3 now, $4 latest start and $5 earliest end of lessons that are open now.
 * No row unless the user is one of the two people of an open room.
 */
export const VISIT = statement(`
WITH room AS (
  SELECT booking_id, learner_id, mode, starts_at, ends_at FROM room
  WHERE booking_id = $1::uuid AND state = 'open' AND $2::uuid IN (learner_id, provider_id)
), issued AS (
  INSERT INTO join_token (booking_id, user_id, issued_at, expires_at)
  SELECT booking_id, $2::uuid, $3::timestamptz, ends_at + interval '${CLOSES_AFTER_MIN} minutes'
  FROM room
  WHERE mode = 'online' AND starts_at <= $4::timestamptz AND ends_at > $5::timestamptz
  RETURNING booking_id
)
SELECT learner_id, mode, starts_at, ends_at, EXISTS (SELECT FROM issued) AS admitted FROM room`);
