-- A move that costs more holds its new time, as a booking of its own, until the difference is paid.
ALTER TABLE booking
  ADD COLUMN moves_id uuid REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- It never becomes a lesson, also where a build that knows no held moves takes its payment.
  ADD CONSTRAINT booking_move CHECK (moves_id IS NULL OR (
    moves_id <> id AND num_nonnulls(group_id, series_id) = 0 AND NOT trial
    AND state IN ('pending', 'completed', 'expired', 'canceled')
    AND (state = 'completed') = (payment_id IS NOT NULL))),
  -- A lesson and the time that it may move to are of one: only they may share a time.
  DROP CONSTRAINT booking_provider_overlap,
  ADD CONSTRAINT booking_provider_overlap EXCLUDE USING gist (
    provider_id WITH =,
    tstzrange(busy_from, busy_until, '[)') WITH &&,
    coalesce(group_id, moves_id, id) WITH <>
  ) WHERE (state IN ('requested', 'proposed', 'pending', 'confirmed')),
  DROP CONSTRAINT booking_learner_overlap,
  ADD CONSTRAINT booking_learner_overlap EXCLUDE USING gist (
    learner_id WITH =,
    tstzrange(starts_at, ends_at, '[)') WITH &&,
    coalesce(moves_id, id) WITH <>
  ) WHERE (state IN ('requested', 'proposed', 'pending', 'confirmed'));
CREATE UNIQUE INDEX booking_move_once ON booking (moves_id) WHERE state = 'pending';
