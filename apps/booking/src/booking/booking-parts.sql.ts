import { ANSWER } from '@edu/persistence';
import { COOL_DOWN_MINUTES, MAX_HOLDS, MAX_HOLDS_OF_PROVIDER } from './booking.domain.ts';
import { HELD, UNBOOKABLE } from './states.sql.ts';

/** Parts of the statements that book: one lesson, or a series. */

/** Parameters that these parts take. */
export const BOOKS = {
  learnerId: 'uuid',
  /** Of who books: whose Idempotency-Key it is. */
  ...ANSWER,
  payerId: 'uuid?',
  /** Whether its family has been asked, where the learner is a child. */
  isFamilyAsked: 'boolean',
  providerId: 'uuid',
  createdAt: 'timestamptz',
} as const;

/** The first CTEs: whoever has the key, what was answered with it before, and the turn of the learner. */
export const TURN = `
key AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(
    hashtextextended(:actorId::text || ' ' || :route || ' ' || :key, 0)) AS free
), stored AS MATERIALIZED (
  SELECT jsonb_build_object('request_hash', request_hash, 'response', response) AS answer
  FROM key, idempotency
  WHERE key.free AND actor_id = :actorId AND route = :route AND idempotency.key = :key
), learner AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(hashtextextended(:learnerId::text, 2)) AS free
  FROM key WHERE key.free AND NOT EXISTS (SELECT FROM stored)
)`;

/** Columns of the CTE `found`: who may not book, and how many holds there are. */
export const MAY_BOOK = `
    EXISTS (SELECT FROM suspended_user
      WHERE user_id IN (:learnerId, :providerId, :actorId) AND suspended)
      OR ${UNBOOKABLE} AS closed,
    NOT :isFamilyAsked AND EXISTS (SELECT FROM family
      WHERE child_id = :learnerId AND cardinality(parent_ids) > 0) AS of_family,
    (SELECT min(n) FROM generate_series(1, ${MAX_HOLDS}) AS n WHERE NOT EXISTS (
      SELECT FROM booking WHERE learner_id = :learnerId AND hold_number = n)
    ) AS hold_number,
    (SELECT counts_until FROM (
        SELECT state, coalesce(hold_expires_at, updated_at)
          + interval '${COOL_DOWN_MINUTES} minutes' AS counts_until
        FROM booking
        WHERE learner_id = :learnerId AND provider_id = :providerId AND payment_id IS NULL
          AND coalesce(series_position, 1) = 1) AS hold
      WHERE state IN ${HELD} OR counts_until > :createdAt
      ORDER BY counts_until DESC OFFSET ${MAX_HOLDS_OF_PROVIDER - 1} LIMIT 1
    ) AS provider_full_until`;

/** The last branches of its verdict. */
export const TOO_MANY = `
    WHEN hold_number IS NULL THEN 'too_many_holds'
    WHEN provider_full_until IS NOT NULL THEN 'too_many_holds_of_provider'`;

/** What has come of it: the verdict, or why there is none. */
export const OUTCOME = `
coalesce(verdict.outcome, CASE
    WHEN NOT key.free THEN 'key_in_flight'
    WHEN stored.answer IS NOT NULL THEN 'replayed'
    WHEN NOT learner.free THEN 'learner_contended'
    ELSE 'slot_contended' END) AS outcome,
  stored.answer AS stored`;

/** When a learner with too many holds has one less. */
export const RETRY_AT = `
    WHEN 'too_many_holds' THEN greatest(provider_full_until,
      (SELECT min(hold_expires_at) FROM booking WHERE learner_id = :learnerId AND hold_number IS NOT NULL))
    WHEN 'too_many_holds_of_provider' THEN provider_full_until`;

export const JUDGED = `FROM key LEFT JOIN stored ON true LEFT JOIN learner ON true LEFT JOIN verdict ON true`;
