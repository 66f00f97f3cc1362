import type { SeriesObstacle } from '@edu/contracts-availability';
import { MAX_UNPAID_SERIES } from '@edu/contracts-booking';
import { insertEvents, keepAnswer, statement, type StoredAnswer } from '@edu/persistence';
import {
  BOOKS,
  JUDGED,
  MAY_BOOK,
  OUTCOME,
  RETRY_AT,
  TOO_MANY,
  TURN,
} from '../booking/booking-parts.sql.ts';
import { lessonOf, providerBusy } from '../booking/busy.sql.ts';
import { LIVE } from '../booking/states.sql.ts';

/** A lesson that has somebody else's in its way. */
export interface Obstacle {
  readonly position: number;
  readonly obstacle: SeriesObstacle;
}

export interface CreateSeriesRow {
  readonly outcome:
    | 'created'
    /** An earlier call with this key made it: `stored` is its answer. */
    | 'replayed'
    /** Another call with the same Idempotency-Key runs right now. */
    | 'key_in_flight'
    /** Another call of the same learner runs right now. */
    | 'learner_contended'
    /** Somebody else is booking one of these slots, or a series of this provider, right now. */
    | 'slot_contended'
    /** The learner is a child: its family is to be asked first. */
    | 'of_family'
    | 'not_offered'
    /** Nothing is booked: `obstacles` says which lessons could not be. */
    | 'not_free'
    | 'too_many_holds'
    | 'too_many_holds_of_provider'
    | 'too_many_series';
  readonly stored: StoredAnswer | null;
  readonly obstacles: readonly Obstacle[] | null;
  /** When a learner with too many holds has one less, if none is paid or called off. */
  readonly retry_at: Date | null;
}

const LESSONS = `
  SELECT * FROM jsonb_to_recordset(:lessons) AS lesson(id uuid, position smallint,
    starts_at timestamptz, ends_at timestamptz, busy_from timestamptz, busy_until timestamptz,
    hold_expires_at timestamptz, payment_due_at timestamptz)`;

/**
 * Of the CTE `wanted`, as rows of JSON; null where nothing is in the way.
 *
 * @param other what another booking is, of a row: not one of those that move
 */
const obstacles = (other = (_row: string) => 'true') => `
  SELECT jsonb_agg(jsonb_build_object('position', position, 'obstacle', obstacle) ORDER BY position)
  FROM (SELECT position, CASE
      WHEN ${providerBusy(['wanted.busy_from', 'wanted.busy_until'], { other: other('busy') })} THEN 'busy'
      WHEN EXISTS (SELECT FROM booking AS other
        WHERE other.learner_id = :learnerId AND other.state IN ${LIVE} AND ${other('other')}
          AND tstzrange(other.starts_at, other.ends_at, '[)')
            && tstzrange(wanted.starts_at, wanted.ends_at, '[)')) THEN 'learner_busy' END AS obstacle
    FROM wanted) AS judged
  WHERE obstacle IS NOT NULL`;

/** What is in the way of these lessons now; nothing is held. Bookings that move are in nobody's. */
export const FIND_OBSTACLES = statement(
  { learnerId: 'uuid', providerId: 'uuid', lessons: 'jsonb', moved: 'uuid[]' },
  `WITH wanted AS MATERIALIZED (${LESSONS})
   SELECT (${obstacles((row) => `${lessonOf(row)} <> ALL (:moved)`)}) AS obstacles`,
).returns<Pick<CreateSeriesRow, 'obstacles'>>();

/**
 * Books a series whole or not at all: its row, its lessons with their history, its event, and the
 * stored answer. Lessons are written in the order of time, so that two series which meet wait for
 * each other in one order. Try-locks keep those apart before that, as for a single booking: those of
 * the learner, those who book a series of the same provider, and those who book in its hours.
 */
export const CREATE_SERIES = statement(
  {
    id: 'uuid',
    ...BOOKS,
    mode: 'text',
    amount: 'bigint',
    currency: 'text',
    zone: 'text',
    policy: 'jsonb',
    subject: 'text?',
    everyWeeks: 'int?',
    skipped: 'timestamptz[]',
    lessons: 'jsonb',
    events: 'jsonb',
  },
  `
WITH ${TURN}, provider AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(hashtextextended(:providerId::text, 3)) AS free
  FROM learner WHERE learner.free
), wanted AS MATERIALIZED (${LESSONS}
), slots AS MATERIALIZED (
  SELECT try_lock_times(:providerId, array_agg(tstzrange(busy_from, busy_until))) AS free
  FROM provider, wanted WHERE provider.free
), found AS MATERIALIZED (
  SELECT
    ${MAY_BOOK},
    (${obstacles()}) AS obstacles,
    (SELECT min(hold_expires_at) FROM booking
      WHERE learner_id = :learnerId AND state = 'pending' AND series_position = 1
      HAVING count(*) >= ${MAX_UNPAID_SERIES}) AS series_full_until
  FROM slots WHERE slots.free
), verdict AS MATERIALIZED (
  SELECT hold_number, obstacles, series_full_until, provider_full_until, CASE
    WHEN of_family THEN 'of_family'
    WHEN closed THEN 'not_offered'
    WHEN obstacles IS NOT NULL THEN 'not_free'
    WHEN series_full_until IS NOT NULL THEN 'too_many_series'
    ${TOO_MANY}
    ELSE 'created' END AS outcome
  FROM found
), series AS (
  INSERT INTO series (id, learner_id, payer_id, provider_id, every_weeks, zone, skipped, created_at)
  SELECT :id, :learnerId, :payerId, :providerId, :everyWeeks, :zone, :skipped, :createdAt
  FROM verdict WHERE outcome = 'created'
), created AS (
  INSERT INTO booking (id, learner_id, payer_id, provider_id, state, mode, starts_at, ends_at, busy_from,
    busy_until, price_amount, price_currency, zone, policy, subject, hold_expires_at, hold_number,
    series_id, series_position, payment_due_at, created_at, updated_at)
  SELECT wanted.id, :learnerId, :payerId, :providerId, 'pending', :mode, starts_at, ends_at, busy_from,
    busy_until, :amount, :currency, :zone, :policy, :subject, hold_expires_at,
    CASE position WHEN 1 THEN hold_number END, :id, position, payment_due_at, :createdAt,
    :createdAt
  FROM verdict, wanted WHERE outcome = 'created'
  ORDER BY starts_at
  RETURNING id
), history AS (
  INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason)
  SELECT id, NULL, 'pending', :actorId::text, 'booked' FROM created
), event AS (${insertEvents(':events')} WHERE EXISTS (SELECT FROM created)
), answer AS (${keepAnswer("verdict WHERE outcome = 'created'")}
)
SELECT ${OUTCOME},
  verdict.obstacles,
  CASE verdict.outcome
    WHEN 'too_many_series' THEN series_full_until${RETRY_AT} END AS retry_at
${JUDGED}`,
).returns<CreateSeriesRow>();
export type CreateSeriesValues = Parameters<typeof CREATE_SERIES.bind>[0];
