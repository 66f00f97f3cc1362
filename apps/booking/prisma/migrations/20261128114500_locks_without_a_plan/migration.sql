-- Locks the same hours in the same order as before. What it asked for them was planned at each call, which
-- took several times as long as the locks themselves: hours are counted now, and of one time, as most
-- bookings have, nothing is left to plan.
CREATE OR REPLACE FUNCTION try_lock_times(provider uuid, times tstzrange[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  time tstzrange;
BEGIN
  IF cardinality(times) > 1 THEN
    times := ARRAY(SELECT each FROM unnest(times) AS each ORDER BY lower(each));
  END IF;
  FOREACH time IN ARRAY coalesce(times, '{}') LOOP
    FOR hour IN floor(extract(epoch FROM lower(time)) / 3600)
      .. ceil(extract(epoch FROM upper(time)) / 3600) - 1
    LOOP
      IF NOT pg_try_advisory_xact_lock(hashtextextended(provider || ' ' || hour, 1)) THEN
        RETURN false;
      END IF;
    END LOOP;
  END LOOP;
  RETURN true;
END $$;
