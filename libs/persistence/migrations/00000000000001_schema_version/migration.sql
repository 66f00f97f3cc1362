-- The migrations that this schema has had, for services to read when they start. The record of the
-- engine that applies them is closed to services.
CREATE TABLE schema_version (
  migration     text PRIMARY KEY,
  -- Builds that do not know this migration cannot run on the schema any more.
  breaks_before text,
  applied_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
