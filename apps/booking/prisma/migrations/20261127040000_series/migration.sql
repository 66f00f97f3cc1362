-- Lessons that were booked together.
CREATE TABLE series (
  id          uuid PRIMARY KEY,
  learner_id  uuid NOT NULL,
  payer_id    uuid,
  provider_id uuid NOT NULL,
  every_weeks smallint,
  zone        text NOT NULL,
  skipped     timestamptz(3)[] NOT NULL,
  created_at  timestamptz(3) NOT NULL
);

ALTER TABLE booking
  ADD COLUMN series_id       uuid REFERENCES series (id),
  ADD COLUMN series_position smallint,
  ADD CONSTRAINT booking_series_place CHECK (
    (series_id IS NULL) = (series_position IS NULL) AND series_position >= 1),
  -- A series takes one of the learner's few places, by its first lesson. The later ones wait for
  -- their payment without a place.
  DROP CONSTRAINT booking_hold,
  ADD CONSTRAINT booking_hold CHECK (
    (state IN ('requested', 'proposed', 'pending')) = (hold_expires_at IS NOT NULL)
    AND (hold_number IS NOT NULL) = (
      hold_expires_at IS NOT NULL AND coalesce(series_position, 1) = 1));
CREATE UNIQUE INDEX booking_series ON booking (series_id, series_position)
  WHERE series_id IS NOT NULL;
