import { statement } from '@edu/persistence';
import type { RoomEvent } from './attendance.domain.ts';

/** Seconds after a lesson until its attendance is decided: the server's last messages take some. */
export const DECIDE_AFTER_S = 30;
/** Minutes after a lesson from which it is decided without asking the server, should that be down. */
const WITHOUT_ASKING_MIN = 8;
/** How often we ask who is in a room, in seconds. */
export const WATCH_EVERY_S = 60;

/** Lessons online, and those in person at whose door the PIN was entered, that are not decided on. */
export const WATCHED = `state = 'open'
  AND (mode = 'online' OR checked_in_at IS NOT NULL AND door_for = starts_at)
  AND decided_for IS DISTINCT FROM starts_at`;

const OVER = `ends_at + interval '${DECIDE_AFTER_S} seconds' <= now()`;

/** What the queue hands to its work, beside the id. */
export const WATCH_COLUMNS = [
  'group_id',
  'mode',
  `${OVER} AS over`,
  `ends_at + interval '${WITHOUT_ASKING_MIN} minutes' <= now() AS late`,
];

const EVENT = {
  id: 'text',
  bookingId: 'uuid?',
  groupId: 'uuid?',
  kind: 'text',
  at: 'timestamptz',
  userId: 'uuid?',
  sid: 'text?',
  joinedAt: 'timestamptz?',
} as const;

/**
 * A report of the server, once; nothing for a room that is none of ours. Of a room that the seats of a
 * group lesson share, each seat keeps what is about its own people.
 */
export const STORE_EVENT = statement(
  EVENT,
  `INSERT INTO room_event (id, booking_id, kind, at, user_id, participant_sid, joined_at)
   SELECT CASE WHEN group_id IS NULL THEN :id ELSE :id || ' ' || booking_id END,
     booking_id, :kind, :at, :userId, :sid, :joinedAt FROM room
   WHERE booking_id = :bookingId
     OR (group_id = :groupId AND (:userId IS NULL OR :userId IN (learner_id, payer_id, provider_id)))
   ON CONFLICT (id) DO NOTHING RETURNING id`,
).returns<{ id: string }>();

/** What we saw when we asked: rows of `id`, `kind`, `at`, `user_id`, `participant_sid`, `joined_at`. */
export const STORE_LISTING = statement(
  { bookingId: 'uuid', events: 'jsonb' },
  `INSERT INTO room_event (id, booking_id, kind, at, user_id, participant_sid, joined_at)
   SELECT id, :bookingId, kind, at, user_id, participant_sid, joined_at
   FROM jsonb_to_recordset(:events) AS seen(id text, kind text, at timestamptz, user_id uuid,
     participant_sid text, joined_at timestamptz)
   WHERE user_id IS NULL OR EXISTS (SELECT FROM room WHERE room.booking_id = :bookingId
     AND seen.user_id IN (learner_id, payer_id, provider_id))
   ON CONFLICT (id) DO NOTHING`,
);

/** When the room is looked at next. */
export const WATCH_AGAIN = statement(
  { bookingId: 'uuid', attempts: 'int', everyS: 'float8' },
  `UPDATE room SET watch_at = least(
     now() + :everyS * interval '1 second', ends_at + interval '${DECIDE_AFTER_S} seconds')
   WHERE booking_id = :bookingId AND watch_attempts = :attempts`,
);

interface EventRow {
  readonly kind: RoomEvent['kind'];
  readonly at: string;
  readonly userId: string | null;
  readonly sid: string | null;
  readonly joinedAt: string | null;
}

/** A room with all that is known of it. */
export interface LogRow {
  readonly learner_id: string;
  readonly payer_id: string | null;
  readonly provider_id: string;
  readonly mode: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  /** Of a lesson in person, when the PIN was entered. */
  readonly checked_in_at: Date | null;
  readonly decided_at: Date | null;
  /** Null while it is not decided, and of a lesson that was moved since. */
  readonly verdict: unknown;
  readonly events: readonly EventRow[];
  readonly tokens: readonly { readonly userId: string; readonly issuedAt: string }[];
}

const LOG = `
  SELECT learner_id, payer_id, provider_id, mode, starts_at, ends_at,
    CASE WHEN door_for = starts_at THEN checked_in_at END AS checked_in_at,
    CASE WHEN decided_for = starts_at THEN decided_at END AS decided_at,
    CASE WHEN decided_for = starts_at THEN verdict END AS verdict,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'at', at, 'userId', user_id,
       'sid', participant_sid, 'joinedAt', joined_at)), '[]')
     FROM room_event WHERE room_event.booking_id = room.booking_id) AS events,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'issuedAt', issued_at)), '[]')
     FROM join_token WHERE join_token.booking_id = room.booking_id) AS tokens
  FROM room WHERE booking_id = :bookingId`;

export const FIND_LOG = statement(
  { bookingId: 'uuid', userId: 'uuid' },
  `${LOG} AND :userId IN (learner_id, payer_id, provider_id)`,
).returns<LogRow>();

/** Of anybody's lesson, for staff. */
export const FIND_ANY_LOG = statement({ bookingId: 'uuid' }, LOG).returns<LogRow>();

/** Nothing when another claim came first, or the lesson was called off or moved meanwhile. */
export const LOCK_LOG = statement(
  { bookingId: 'uuid', attempts: 'int' },
  `${LOG} AND watch_attempts = :attempts AND ${WATCHED} AND ${OVER} FOR UPDATE`,
).returns<LogRow>();

export const DECIDE = statement(
  { bookingId: 'uuid', verdict: 'jsonb', at: 'timestamptz' },
  `UPDATE room SET decided_for = starts_at, decided_at = :at, verdict = :verdict,
     watch_at = NULL, watch_attempts = 0
   WHERE booking_id = :bookingId`,
);
