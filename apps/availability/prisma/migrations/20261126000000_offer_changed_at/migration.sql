-- When the row last changed: a rebuild spares what an event brought meanwhile.
ALTER TABLE offer ADD COLUMN changed_at timestamptz NOT NULL DEFAULT clock_timestamp();
