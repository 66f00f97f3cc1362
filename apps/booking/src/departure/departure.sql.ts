import { idempotentStatement, statement } from '@edu/persistence';
import { LIVE } from '../booking/states.sql.ts';

/**
 * What a profile says of its provider: `published`, `paused`, or `left` with all lessons to come called
 * off. The latest version counts; a call-off counts whatever came after it, for what was there.
 */
export const KEEP_STATE = idempotentStatement({
  parameters: {
    ...{ providerId: 'uuid', version: 'int', state: 'text' },
    /** When all lessons were called off, if they were. */
    calledOffAt: 'timestamptz?',
  },
  writes: [
    `INSERT INTO provider_presence AS known (provider_id, version, state, called_off_at, due_at)
     SELECT :providerId, :version, :state, :calledOffAt, CASE WHEN :calledOffAt IS NOT NULL THEN now() END
     FROM first
     ON CONFLICT (provider_id) DO UPDATE SET
       state = CASE WHEN excluded.version > known.version THEN excluded.state ELSE known.state END,
       version = greatest(known.version, excluded.version),
       called_off_at = greatest(known.called_off_at, excluded.called_off_at),
       learnt_at = CASE WHEN excluded.due_at IS NULL THEN known.learnt_at ELSE now() END,
       attempts = CASE WHEN excluded.due_at IS NULL THEN known.attempts ELSE 0 END,
       due_at = coalesce(excluded.due_at, known.due_at)`,
  ],
});

/** Of `row`, a booking or a group lesson: to be called off with its provider, who has left. */
const leaves = (row: string) => `
  JOIN provider_presence AS leaver ON leaver.provider_id = ${row}.provider_id
  WHERE ${row}.provider_id = :providerId AND ${row}.starts_at > now()
    AND (leaver.state = 'left' OR ${row}.created_at <= leaver.called_off_at)`;

const STANDING = `FROM booking ${leaves('booking')} AND booking.state IN ${LIVE}`;
const OPEN = `FROM group_lesson ${leaves('group_lesson')} AND group_lesson.state = 'open'`;

/** The next lesson first. One that somebody else works on is left for the next time. */
export const CLAIM_LEFT = statement(
  { providerId: 'uuid', most: 'int' },
  `SELECT booking.id ${STANDING} ORDER BY booking.starts_at LIMIT :most
   FOR UPDATE OF booking SKIP LOCKED`,
).returns<{ id: string }>();

export const FIND_OPEN_GROUPS = statement(
  { providerId: 'uuid' },
  `SELECT group_lesson.id ${OPEN} ORDER BY group_lesson.starts_at`,
).returns<{ id: string }>();

/**
 * Looks at a provider again in a while. What was being booked while the provider left could not
 * be seen; a statement runs for 5 s at most, so one look after that is the last.
 */
export const LOOK_AGAIN = statement(
  { providerId: 'uuid' },
  `UPDATE provider_presence SET attempts = 0, due_at = CASE
     WHEN EXISTS (SELECT ${STANDING}) OR EXISTS (SELECT ${OPEN}) THEN now() + interval '1 second'
     WHEN learnt_at > now() - interval '10 seconds' THEN now() + interval '10 seconds' END
   WHERE provider_id = :providerId`,
);

const TO_COME = 'provider_id = :providerId AND starts_at > :now';
/** A time that is held for a lesson to move to is none of its own. */
const IS_LESSON = `state IN ${LIVE} AND moves_id IS NULL`;

/**
 * Lessons to come by currency, and what would go back if their provider called all of them off: all that
 * was paid (decision 100).
 */
export const SUM_TO_COME = statement(
  { providerId: 'uuid', now: 'timestamptz' },
  `SELECT price_currency AS currency, count(*)::int AS lessons,
     count(*) FILTER (WHERE state = 'confirmed')::int AS paid,
     coalesce(sum(price_amount) FILTER (WHERE state = 'confirmed'), 0)::text AS refund
   FROM booking WHERE ${TO_COME} AND ${IS_LESSON} GROUP BY 1 ORDER BY 1`,
).returns<{ currency: string; lessons: number; paid: number; refund: string }>();

export const COUNT_TO_COME = statement(
  { providerId: 'uuid', now: 'timestamptz' },
  `SELECT (SELECT count(DISTINCT learner_id)::int FROM booking
       WHERE ${TO_COME} AND ${IS_LESSON}) AS learners,
     (SELECT count(*)::int FROM group_lesson WHERE ${TO_COME} AND state = 'open') AS groups`,
).returns<{ learners: number; groups: number }>();
