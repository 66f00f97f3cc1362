import { insertEvents, keepAnswer, statement, type StoredAnswer } from '@edu/persistence';
import { BOOKS, JUDGED, MAY_BOOK, OUTCOME, RETRY_AT, TOO_MANY, TURN } from './booking-parts.sql.ts';
import { providerBusy, SEAT } from './busy.sql.ts';
import { LIVE } from './states.sql.ts';

export type CreateOutcome =
  | 'created'
  /** An earlier call with this key made it: `stored` is its answer. */
  | 'replayed'
  /** Another call with the same Idempotency-Key runs right now. */
  | 'key_in_flight'
  /** Another call of the same learner runs right now. */
  | 'learner_contended'
  /** Somebody else is booking this time, or one in the same hours, right now. */
  | 'slot_contended'
  /** The learner is a child: its family is to be asked first. */
  | 'of_family'
  | 'not_offered'
  | 'slot_taken'
  | 'learner_busy'
  | 'trial_used'
  | 'group_over'
  | 'group_full'
  | 'too_many_holds'
  | 'too_many_holds_of_provider';

export interface CreateBookingRow {
  readonly outcome: CreateOutcome;
  readonly stored: StoredAnswer | null;
  /** When a learner with too many holds has one less, if none is paid or called off. */
  readonly retry_at: Date | null;
}

/**
 * Everything of a booking in one round trip: idempotency, the rules, the row, its history, its
 * event and the stored answer, or nothing at all.
 *
 * The try-locks refuse concurrent calls before they queue at the exclusion constraints, where each would
 * hold a connection and two could wait for each other: those of one learner, then those for the same
 * hours of a provider. They never wait, so they make no deadlock; the constraints decide, and hold without them.
 */
export const CREATE_BOOKING = statement(
  {
    id: 'uuid',
    ...BOOKS,
    mode: 'text',
    startsAt: 'timestamptz',
    endsAt: 'timestamptz',
    busyFrom: 'timestamptz',
    busyUntil: 'timestamptz',
    amount: 'bigint',
    currency: 'text',
    zone: 'text',
    policy: 'jsonb',
    subject: 'text?',
    /** What it begins with: `pending`, or `requested`. */
    state: 'text',
    trial: 'boolean',
    /** Of a seat: the group lesson. */
    groupId: 'uuid?',
    holdExpiresAt: 'timestamptz',
    events: 'jsonb',
  },
  `
WITH ${TURN}, slot AS MATERIALIZED (
  -- Seats of a group are in one time: of those, only one learner's are kept apart.
  SELECT CASE WHEN :groupId IS NULL
      THEN try_lock_times(:providerId, ARRAY[tstzrange(:busyFrom, :busyUntil)])
      ELSE pg_try_advisory_xact_lock(hashtextextended(:groupId::text || :learnerId::text, 1))
    END AS free
  FROM learner WHERE learner.free
), of_group AS MATERIALIZED (
  -- Locked against its cancellation, which waits for whoever takes a seat and calls that off too.
  SELECT group_lesson.seats, group_lesson.title FROM slot, group_lesson
  WHERE slot.free AND id = :groupId AND state = 'open' AND starts_at > :createdAt
  FOR SHARE OF group_lesson
), found AS MATERIALIZED (
  SELECT
    ${MAY_BOOK},
    ${providerBusy([':busyFrom', ':busyUntil'], SEAT)} AS provider_busy,
    (SELECT seats FROM of_group) AS seats,
    (SELECT title FROM of_group) AS group_title,
    (SELECT n FROM of_group, generate_series(1, of_group.seats) AS n
      WHERE NOT EXISTS (SELECT FROM booking WHERE group_id = :groupId AND seat = n AND state IN ${LIVE})
      ORDER BY random() LIMIT 1) AS seat,
    EXISTS (SELECT FROM booking WHERE learner_id = :learnerId AND state IN ${LIVE}
      AND tstzrange(starts_at, ends_at, '[)') && tstzrange(:startsAt, :endsAt, '[)')
    ) AS learner_busy,
    :trial AND EXISTS (SELECT FROM booking WHERE learner_id = :learnerId
      AND provider_id = :providerId AND trial
      AND state NOT IN ('expired', 'canceled', 'declined', 'refunded')) AS trial_used
  FROM slot WHERE slot.free
), verdict AS MATERIALIZED (
  SELECT hold_number, provider_full_until, group_title, seats, seat, CASE
    WHEN of_family THEN 'of_family'
    WHEN closed THEN 'not_offered'
    WHEN :groupId IS NOT NULL AND seats IS NULL THEN 'group_over'
    WHEN provider_busy THEN 'slot_taken'
    WHEN learner_busy THEN 'learner_busy'
    WHEN trial_used THEN 'trial_used'
    WHEN :groupId IS NOT NULL AND seat IS NULL THEN 'group_full'
    ${TOO_MANY}
    ELSE 'created' END AS outcome
  FROM found
), created AS (
  INSERT INTO booking (id, learner_id, payer_id, provider_id, state, mode, starts_at, ends_at, busy_from,
    busy_until, price_amount, price_currency, zone, policy, subject, trial,
    group_id, group_title, seat, seats, hold_expires_at, hold_number, created_at, updated_at)
  SELECT :id, :learnerId, :payerId, :providerId, :state, :mode, :startsAt, :endsAt, :busyFrom,
    :busyUntil, :amount, :currency, :zone, :policy, :subject, :trial,
    :groupId, group_title, seat, seats, :holdExpiresAt, hold_number,
    :createdAt, :createdAt
  FROM verdict WHERE outcome = 'created'
  RETURNING id
), history AS (
  INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason)
  SELECT id, NULL, :state, :actorId::text, 'booked' FROM created
), event AS (${insertEvents(':events')} WHERE EXISTS (SELECT FROM created)
), answer AS (${keepAnswer('created')}
)
SELECT ${OUTCOME},
  CASE verdict.outcome${RETRY_AT} END AS retry_at
${JUDGED}`,
).returns<CreateBookingRow>();
export type CreateBookingValues = Parameters<typeof CREATE_BOOKING.bind>[0];

/** The answer of an earlier call with the same key, for who holds a lock that others wait for. */
export const FIND_STORED = statement(
  { actorId: 'uuid', route: 'text', key: 'text' },
  'SELECT FROM idempotency WHERE actor_id = :actorId AND route = :route AND key = :key',
);
