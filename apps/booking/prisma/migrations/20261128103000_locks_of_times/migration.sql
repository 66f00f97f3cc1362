-- Takes the locks of a provider's hours that these times touch, until the transaction ends, and says
-- whether all of them were free; null where there are no times, as of somebody who is refused already.
-- Times that overlap have an hour in common, so of those who want them one goes on, and nobody queues at
-- the exclusion constraint, where two whose times only overlap waited for each other until PostgreSQL
-- broke the deadlock a second later.
--
-- It never waits. Hours are taken in their order and no further than to the first that is not free:
-- whoever is refused is refused by somebody with a later hour, so that one of them all has what it wants.
--
-- Hours are counted, and those of one time have no statement to plan, which would take several times as
-- long as the locks.
CREATE FUNCTION try_lock_times(provider uuid, times tstzrange[]) RETURNS boolean
LANGUAGE plpgsql STRICT AS $$
DECLARE
  time tstzrange;
BEGIN
  IF cardinality(times) > 1 THEN
    times := ARRAY(SELECT each FROM unnest(times) AS each ORDER BY lower(each));
  END IF;
  FOREACH time IN ARRAY times LOOP
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
