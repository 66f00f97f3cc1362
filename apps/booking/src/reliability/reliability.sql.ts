import { LATE_CANCELLATION_HOURS } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import { ABSENCE } from '../lesson/lesson.process.ts';
import type { LessonCounts } from './reliability.domain.ts';

/**
 * What became of a provider's paid lessons that begin since some time, by their history, so that a lesson
 * that was missed and held later counts twice. One range of the provider's index.
 *
 * - Missed: the provider is proven absent. While they object it counts as nothing, and also if support
 *   left them any of the money.
 * - Called off late: by the provider, and not within the grace after it was booked.
 * - Kept: it took place, or the learner alone was absent; not if support gave all of its money back.
 *
 * The seats of a group lesson are one lesson, by the worst that became of any of them.
 */
export const COUNT_LESSONS = statement(
  { providerId: 'uuid', since: 'timestamptz' },
  `
WITH outcome AS (
  SELECT history.id, booking.group_id, history.from_state, history.to_state, history.reason,
    history.actor = booking.provider_id::text AS by_provider,
    history.at > booking.starts_at - interval '${LATE_CANCELLATION_HOURS} hours'
      AND history.at > booking.created_at
        + coalesce((booking.policy ->> 'graceMinutes')::int, 0) * interval '1 minute' AS late,
    -- Of what became of it last, which is what was objected to.
    CASE WHEN lead(history.id) OVER (PARTITION BY booking.id ORDER BY history.id) IS NULL
      THEN dispute.booking_id END AS disputed,
    dispute.refund_pct
  FROM booking
  JOIN booking_transition AS history ON history.booking_id = booking.id
    AND history.to_state IN ('completed', 'no_show', 'canceled')
  LEFT JOIN dispute ON dispute.booking_id = booking.id AND dispute.opened_at >= history.at
  WHERE booking.provider_id = :providerId AND booking.starts_at >= :since AND booking.moves_id IS NULL
), judged AS (
  SELECT coalesce(group_id::text, id::text) AS lesson,
    to_state = 'no_show' AND reason IN ('${ABSENCE.provider}', '${ABSENCE.both}')
      AND (disputed IS NULL OR coalesce(refund_pct, 0) = 100) AS missed,
    to_state = 'canceled' AND from_state = 'confirmed' AND by_provider AND late AS late,
    (to_state = 'completed' OR (to_state = 'no_show' AND reason = '${ABSENCE.learner}'))
      AND NOT (disputed IS NOT NULL AND coalesce(refund_pct, 0) = 100) AS kept
  FROM outcome
), lessons AS (
  SELECT bool_or(missed) AS missed, bool_or(late) AS late, bool_or(kept) AS kept
  FROM judged GROUP BY lesson
)
SELECT count(*) FILTER (WHERE missed)::int AS absences,
  count(*) FILTER (WHERE late AND NOT missed)::int AS "lateCancellations",
  count(*) FILTER (WHERE kept AND NOT late AND NOT missed)::int AS kept
FROM lessons`,
).returns<LessonCounts>();
