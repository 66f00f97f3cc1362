-- A child asks for a series with one request, and one answer books it.
ALTER TABLE approval
  ADD COLUMN series_starts      timestamptz(3)[] NOT NULL DEFAULT '{}',
  ADD COLUMN series_skipped     timestamptz(3)[] NOT NULL DEFAULT '{}',
  ADD COLUMN series_every_weeks smallint,
  ADD COLUMN series_take        text,
  ADD COLUMN series_id          uuid,
  ADD CONSTRAINT approval_series CHECK (
    (series_take IS NULL) = (cardinality(series_starts) = 0)
    AND (series_take IS NULL OR series_starts[1] = starts_at)),
  ADD CONSTRAINT approval_series_booked CHECK (
    (series_id IS NOT NULL) = (series_take IS NOT NULL AND state = 'approved'));
