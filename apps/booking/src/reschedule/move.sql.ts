import { statement } from '@edu/persistence';
import { lessonOf, providerBusy } from '../booking/busy.sql.ts';
import { LIVE, UNBOOKABLE } from '../booking/states.sql.ts';

/** Why a booking cannot have a time; `contended`: somebody else is booking there right now. */
export type Obstacle = 'contended' | 'not_offered' | 'slot_taken' | 'learner_busy';

const OTHER = `${lessonOf('busy')} <> :id`;

/**
 * Takes the try-locks that whoever books takes, so that the two do not queue at the exclusion
 * constraints, where they could wait for each other; then looks what is in the way of a booking that
 * is to be moved, other than itself and a time that is held for it, which whoever moves it gives up.
 */
export const FIND_MOVE_OBSTACLE = statement(
  {
    ...{ id: 'uuid', learnerId: 'uuid', providerId: 'uuid' },
    ...{ startsAt: 'timestamptz', endsAt: 'timestamptz' },
    ...{ busyFrom: 'timestamptz', busyUntil: 'timestamptz' },
  },
  `
WITH learner AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(hashtextextended(:learnerId::text, 2)) AS free
), slot AS MATERIALIZED (
  SELECT try_lock_times(:providerId, ARRAY[tstzrange(:busyFrom, :busyUntil)]) AS free
  FROM learner WHERE learner.free
)
SELECT CASE
    WHEN slot.free IS NOT true THEN 'contended'
    WHEN EXISTS (SELECT FROM suspended_user
      WHERE user_id IN (:learnerId, :providerId) AND suspended)
      OR ${UNBOOKABLE} THEN 'not_offered'
    WHEN ${providerBusy([':busyFrom', ':busyUntil'], { other: OTHER })} THEN 'slot_taken'
    WHEN EXISTS (SELECT FROM booking AS busy
      WHERE learner_id = :learnerId AND state IN ${LIVE} AND ${OTHER}
        AND tstzrange(starts_at, ends_at, '[)') && tstzrange(:startsAt, :endsAt, '[)'))
      THEN 'learner_busy'
  END AS obstacle
FROM learner LEFT JOIN slot ON true`,
).returns<{ obstacle: Obstacle | null }>();
