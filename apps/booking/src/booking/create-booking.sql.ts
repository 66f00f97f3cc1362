import { insertEvents, statement, type StoredAnswer } from '@edu/persistence';

export interface CreateBookingRow {
  /** False while another call with the same Idempotency-Key runs. */
  readonly key_free: boolean;
  /** What an earlier call with this key answered. */
  readonly stored: StoredAnswer | null;
  /** False while somebody else is booking exactly this slot. */
  readonly slot_free: boolean | null;
  readonly provider_busy: boolean | null;
  readonly learner_busy: boolean | null;
  /** The learner's free hold, null when all are in use. */
  readonly hold_number: number | null;
  readonly created: BookingJson | null;
}

/** `to_jsonb` of a row of `booking`; also what is stored as the answer of the call. */
export interface BookingJson {
  readonly id: string;
  readonly learner_id: string;
  readonly provider_id: string;
  readonly state: string;
  readonly mode: string;
  readonly subject: string | null;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly price_amount: number;
  readonly price_currency: string;
  readonly zone: string;
  readonly hold_expires_at: string | null;
  readonly created_at: string;
  readonly version: number;
}

/**
 * Everything of a booking in one round trip: idempotency, the rules, the row, its history, its
 * event and the stored answer, or nothing at all. The try-locks turn a stampede on one slot away
 * before it queues at the exclusion constraints, which decide; the constraints hold without them.
 *
 * $1 id, $2 learner, $3 provider, $4 mode, $5 start, $6 end, $7 busy from, $8 busy until, $9 amount,
 * $10 currency, $11 zone, $12 policy, $13 subject, $14 end of the hold, $15 events, $16 route,
 * $17 idempotency key, $18 request hash, $19 actor.
 */
export const CREATE_BOOKING = statement(`
WITH key AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(hashtextextended($2::text || $16 || $17, 0)) AS free
), stored AS MATERIALIZED (
  SELECT jsonb_build_object('request_hash', request_hash, 'response', response) AS answer
  FROM key, idempotency
  WHERE key.free AND actor_id = $2::uuid AND route = $16::text AND idempotency.key = $17::text
), slot AS MATERIALIZED (
  SELECT pg_try_advisory_xact_lock(hashtextextended($3::text || $5::text, 1)) AS free
  FROM key WHERE key.free AND NOT EXISTS (SELECT FROM stored)
), rules AS MATERIALIZED (
  SELECT
    EXISTS (SELECT FROM booking WHERE provider_id = $3::uuid AND state IN ('pending', 'confirmed')
      AND tstzrange(busy_from, busy_until, '[)') && tstzrange($7::timestamptz, $8::timestamptz, '[)')
    ) AS provider_busy,
    EXISTS (SELECT FROM booking WHERE learner_id = $2::uuid AND state IN ('pending', 'confirmed')
      AND tstzrange(starts_at, ends_at, '[)') && tstzrange($5::timestamptz, $6::timestamptz, '[)')
    ) AS learner_busy,
    (SELECT min(n) FROM generate_series(1, 3) AS n WHERE NOT EXISTS (
      SELECT FROM booking WHERE learner_id = $2::uuid AND state = 'pending' AND hold_number = n)
    ) AS hold_number
  FROM slot WHERE slot.free
), created AS (
  INSERT INTO booking (id, learner_id, provider_id, state, mode, starts_at, ends_at, busy_from,
    busy_until, price_amount, price_currency, zone, policy, subject, hold_expires_at, hold_number)
  SELECT $1::uuid, $2::uuid, $3::uuid, 'pending', $4::text, $5::timestamptz, $6::timestamptz,
    $7::timestamptz, $8::timestamptz, $9::bigint, $10::text, $11::text, $12::jsonb, $13::text,
    $14::timestamptz, hold_number
  FROM rules WHERE NOT provider_busy AND NOT learner_busy AND hold_number IS NOT NULL
  RETURNING *
), history AS (
  INSERT INTO booking_transition (booking_id, from_state, to_state, actor, reason)
  SELECT id, NULL, state, $19::text, 'booked' FROM created
), event AS (${insertEvents('$15')} WHERE EXISTS (SELECT FROM created)
), answer AS (
  INSERT INTO idempotency (actor_id, route, key, request_hash, response)
  SELECT $2::uuid, $16::text, $17::text, $18::text, to_jsonb(created) FROM created
)
SELECT key.free AS key_free, stored.answer AS stored, slot.free AS slot_free,
  rules.provider_busy, rules.learner_busy, rules.hold_number, to_jsonb(created) AS created
FROM key LEFT JOIN stored ON true LEFT JOIN slot ON true LEFT JOIN rules ON true
  LEFT JOIN created ON true`);
