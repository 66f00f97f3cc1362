import pg from 'pg';

/** As many bookings as somebody makes in years, with what hangs on them. */
export async function makeHeavy(
  url: string,
  { learnerId, providerId }: { readonly learnerId: string; readonly providerId: string },
  bookings: number,
): Promise<void> {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    await sql.query(
      `WITH made AS (
           INSERT INTO booking.booking (id, learner_id, provider_id, state, mode, starts_at, ends_at,
             busy_from, busy_until, price_amount, price_currency, zone, policy, payment_id)
           SELECT gen_random_uuid(), $1, $2, 'completed', 'online', at, at + interval '1 hour', at,
             at + interval '1 hour', 5000, 'XOF', 'Africa/Abidjan', '{}', gen_random_uuid()
           FROM (SELECT now() - n * interval '1 day' AS at FROM generate_series(1, $3::int) n) AS t
           RETURNING id, learner_id, starts_at)
         INSERT INTO booking.booking_transition (booking_id, from_state, to_state, actor, reason, at)
         SELECT id, from_state, to_state, learner_id::text, '', starts_at
         FROM made, (VALUES (NULL, 'pending'), ('pending', 'confirmed'), ('confirmed', 'completed'))
           AS step (from_state, to_state)`,
      [learnerId, providerId, bookings],
    );
    await sql.query(
      `INSERT INTO notification.message (id, event_id, user_id, channel, template, facts, status,
           title, body, delivered_at)
         SELECT gen_random_uuid(), gen_random_uuid(), $1, 'in_app', 'booking-confirmed', '{}',
           'delivered', 'Cours confirmé', repeat('x', 200), now() FROM generate_series(1, $2::int)`,
      [learnerId, 2 * bookings],
    );
  } finally {
    await sql.end();
  }
}
