-- A provider who wants to be asked answers a request, or proposes another time. Meanwhile the slot is
-- blocked as a hold blocks it, takes one of the learner's three places and ends by itself.
ALTER TABLE booking
  DROP CONSTRAINT booking_state,
  ADD CONSTRAINT booking_state CHECK (state IN ('requested', 'proposed', 'pending', 'confirmed',
    'completed', 'no_show', 'expired', 'declined', 'canceled', 'refunded')),
  DROP CONSTRAINT booking_hold,
  ADD CONSTRAINT booking_hold CHECK ((state IN ('requested', 'proposed', 'pending')) =
    (hold_number IS NOT NULL AND hold_expires_at IS NOT NULL)),
  DROP CONSTRAINT booking_provider_overlap,
  ADD CONSTRAINT booking_provider_overlap EXCLUDE USING gist (
    provider_id WITH =, tstzrange(busy_from, busy_until, '[)') WITH &&
  ) WHERE (state IN ('requested', 'proposed', 'pending', 'confirmed')),
  DROP CONSTRAINT booking_learner_overlap,
  ADD CONSTRAINT booking_learner_overlap EXCLUDE USING gist (
    learner_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&
  ) WHERE (state IN ('requested', 'proposed', 'pending', 'confirmed')),
  -- The start that was asked for, where the provider proposed another.
  ADD COLUMN asked_starts_at timestamptz(3);

DROP INDEX booking_holds;
CREATE UNIQUE INDEX booking_holds ON booking (learner_id, hold_number) WHERE hold_number IS NOT NULL;
DROP INDEX booking_due_holds;
CREATE INDEX booking_due_holds ON booking (hold_expires_at) WHERE hold_expires_at IS NOT NULL;
