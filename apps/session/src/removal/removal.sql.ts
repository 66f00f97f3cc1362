import { idempotentStatement, statement } from '@edu/persistence';
import { CLOSES_AFTER_MIN, LAST_ENTRY_MIN } from '../room/room.domain.ts';

const AGAIN = `ON CONFLICT (booking_id, user_id) DO UPDATE SET asked_at = excluded.asked_at,
  due_at = excluded.due_at, attempts = 0, failure = NULL, outcome = NULL, removed_at = NULL`;

/** @param tokens a condition on `t`, the tokens that somebody may have entered with */
const ask = (tokens: string) => `
INSERT INTO removal (booking_id, user_id, asked_at, due_at)
SELECT DISTINCT t.booking_id, t.user_id, (:now)::timestamptz, clock_timestamp()
FROM first, join_token AS t JOIN room AS r ON r.booking_id = t.booking_id
WHERE ${tokens} AND r.state = 'open' AND r.ends_at > :now - interval '${CLOSES_AFTER_MIN} minutes'
${AGAIN}`;

/** Whoever has come again by another sign-in since is not the one who is to go. */
export const ASK_OF_SESSION = idempotentStatement({
  parameters: { sessionId: 'uuid', now: 'timestamptz' },
  writes: [
    ask(`t.sign_in_session_id = :sessionId AND NOT EXISTS (
      SELECT FROM join_token AS later
      WHERE later.booking_id = t.booking_id AND later.user_id = t.user_id AND later.id > t.id
        AND later.sign_in_session_id IS DISTINCT FROM :sessionId)`),
  ],
});

export const ASK_OF_USER = idempotentStatement({
  parameters: { userId: 'uuid', now: 'timestamptz' },
  writes: [ask('t.user_id = :userId')],
});

export const REMOVAL_COLUMNS = ['booking_id', 'user_id', 'asked_at'] as const;

/**
 * Whoever was let in by a seat that is closed, unless they have another in the same group: a parent of
 * two, and whoever teaches. Asked once, when the seat is closed.
 */
export const ASK_OF_SEAT = statement(
  { bookingId: 'uuid', now: 'timestamptz' },
  `INSERT INTO removal (booking_id, user_id, asked_at, due_at)
   SELECT DISTINCT t.booking_id, t.user_id, (:now)::timestamptz, clock_timestamp()
   FROM room AS r JOIN join_token AS t ON t.booking_id = r.booking_id
   WHERE r.booking_id = :bookingId AND r.state = 'closed' AND r.ended_at IS NULL
     AND t.user_id <> r.provider_id
     AND NOT EXISTS (
       SELECT FROM room AS other JOIN join_token AS theirs ON theirs.booking_id = other.booking_id
       WHERE other.group_id = r.group_id AND other.state = 'open' AND theirs.user_id = t.user_id)
   ${AGAIN}`,
);

/** Which room at LiveKit a booking is held in. */
export const GROUP_OF = statement(
  { bookingId: 'uuid' },
  'SELECT group_id AS "groupId" FROM room WHERE booking_id = :bookingId',
).returns<{ groupId: string | null }>();

/** Whether they were let in again after it was asked for, be it by another seat of the group. */
export const IS_BACK = statement(
  { bookingId: 'uuid', groupId: 'uuid?', userId: 'uuid', askedAt: 'timestamptz' },
  `SELECT FROM join_token AS t JOIN room AS r ON r.booking_id = t.booking_id
   WHERE (r.booking_id = :bookingId OR r.group_id = :groupId)
     AND t.user_id = :userId AND t.issued_at > :askedAt LIMIT 1`,
);

/**
 * LiveKit has done it. It is asked once more after the last token ended: whoever has kept one, or one that
 * LiveKit renewed, can come in again until then.
 */
export const REMOVED = statement(
  { id: 'uuid', attempts: 'int', outcome: 'text' },
  `UPDATE removal SET attempts = 0, failure = NULL, removed_at = coalesce(removed_at, now()),
     outcome = CASE WHEN outcome = 'removed' THEN outcome ELSE :outcome END,
     due_at = CASE WHEN removed_at IS NULL THEN now() + interval '${LAST_ENTRY_MIN} minutes' END
   WHERE id = :id AND attempts = :attempts`,
);

export const OVER = statement(
  { id: 'uuid', attempts: 'int' },
  'UPDATE removal SET due_at = NULL WHERE id = :id AND attempts = :attempts',
);

export const GIVE_UP_REMOVAL = statement(
  { id: 'uuid', attempts: 'int', failure: 'text?' },
  `UPDATE removal SET due_at = NULL, outcome = 'given_up', failure = coalesce(:failure, failure)
   WHERE id = :id AND attempts = :attempts`,
);
