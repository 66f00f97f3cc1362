-- Takes the locks of a provider's hours that these times touch, until the transaction ends, and says
-- whether all of them were free. Times that overlap have an hour in common, so of those who want them
-- one goes on, and nobody queues at the exclusion constraint, where two whose times only overlap waited
-- for each other until PostgreSQL broke the deadlock a second later.
--
-- It never waits. Hours are taken in their order and no further than to the first that is not free:
-- whoever is refused is refused by somebody with a later hour, so that one of them all has what it wants.
CREATE FUNCTION try_lock_times(provider uuid, times tstzrange[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  hour bigint;
BEGIN
  FOR hour IN
    SELECT DISTINCT n
    FROM unnest(times) AS time, generate_series(
      floor(extract(epoch FROM lower(time)) / 3600)::bigint,
      ceil(extract(epoch FROM upper(time)) / 3600)::bigint - 1) AS n
    ORDER BY n
  LOOP
    IF NOT pg_try_advisory_xact_lock(hashtextextended(provider || ' ' || hour, 1)) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;
