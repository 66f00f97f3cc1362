import { statement } from '@edu/persistence';
import { LAST_ENTRY_MIN } from './room.domain.ts';

/**
 * LiveKit has no such room any more. When somebody had a token, the room is deleted once more after
 * the last of them ended: until then whoever keeps one can make the room again by entering it.
 */
export const ROOM_ENDED = statement(
  { bookingId: 'uuid', attempts: 'int', outcome: 'text' },
  `UPDATE room SET attempts = 0, failure = NULL, ended_at = now(),
     outcome = CASE WHEN outcome = 'deleted' THEN outcome ELSE :outcome END,
     due_at = CASE
       WHEN ended_at IS NULL AND EXISTS (SELECT FROM join_token WHERE booking_id = :bookingId)
         THEN now() + interval '${LAST_ENTRY_MIN} minutes' END
   WHERE booking_id = :bookingId AND attempts = :attempts AND state = 'closed'`,
);

/** Whether anybody has a seat in the group lesson yet. */
export const OTHERS = statement(
  { groupId: 'uuid' },
  `SELECT FROM room WHERE group_id = :groupId AND state = 'open' LIMIT 1`,
);

export const GIVE_UP_ROOM = statement(
  { bookingId: 'uuid', attempts: 'int', failure: 'text?' },
  `UPDATE room SET due_at = NULL, outcome = 'given_up', failure = coalesce(:failure, failure)
   WHERE booking_id = :bookingId AND attempts = :attempts AND state = 'closed'`,
);
