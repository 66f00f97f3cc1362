-- What finance writes may name whose money it is about: the words can go when that person is erased. All else
-- of what is closed or decided stays as it is.
DROP TRIGGER mismatch_stays_closed ON mismatch;
CREATE TRIGGER mismatch_stays_closed BEFORE UPDATE OF state, owner_id, resolution, reason ON mismatch
  FOR EACH ROW WHEN (OLD.state IN ('resolved', 'gone')
    AND (NEW.reason IS DISTINCT FROM '' OR (NEW.state, NEW.owner_id, NEW.resolution)
      IS DISTINCT FROM (OLD.state, OLD.owner_id, OLD.resolution)))
  EXECUTE FUNCTION mismatch_stays_closed();

CREATE OR REPLACE FUNCTION adjustment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  words CONSTANT text[] := ARRAY['reason', 'refusal'];
  fate CONSTANT text[] := ARRAY['state', 'decided_by', 'decided_at', 'refusal'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - words = to_jsonb(OLD) - words AND NEW.reason IN ('', OLD.reason)
      AND coalesce(NEW.refusal, '') IN ('', OLD.refusal)
      AND (NEW.refusal IS NULL) = (OLD.refusal IS NULL) THEN
      RETURN NEW;
    END IF;
    IF OLD.state = 'proposed' AND to_jsonb(NEW) - fate = to_jsonb(OLD) - fate THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'adjustment % cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
