-- The platform's share of what a booking costs, by the day on which it is made. Where no tier holds,
-- COMMISSION_BPS does.
CREATE TABLE commission_tier (
  id          bigserial PRIMARY KEY,
  valid_from  timestamptz(3) NOT NULL,
  valid_until timestamptz(3),
  -- Hundredths of a percent.
  bps         integer NOT NULL,
  reason      text NOT NULL,

  CONSTRAINT commission_tier_bps CHECK (bps BETWEEN 0 AND 10000),
  CONSTRAINT commission_tier_window CHECK (valid_until > valid_from),
  CONSTRAINT commission_tier_reason CHECK (reason <> ''),
  -- One share at a time.
  CONSTRAINT commission_tier_overlap EXCLUDE USING gist (
    tstzrange(valid_from, valid_until) WITH &&)
);

-- A tier that has begun only ends, and not in the past: bookings were made under it.
CREATE FUNCTION commission_tier_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.valid_from < now() THEN
      RAISE EXCEPTION 'a commission holds for bookings to come, not from %', NEW.valid_from
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.valid_from <= now() AND (TG_OP = 'DELETE'
     OR (NEW.valid_from, NEW.bps) IS DISTINCT FROM (OLD.valid_from, OLD.bps)
     OR (NEW.valid_until IS DISTINCT FROM OLD.valid_until
         AND least(NEW.valid_until, OLD.valid_until) < now())) THEN
    RAISE EXCEPTION 'commission tier % has begun: it can only end', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER commission_tier_only_ends BEFORE INSERT OR UPDATE OR DELETE ON commission_tier
  FOR EACH ROW EXECUTE FUNCTION commission_tier_only_ends();

-- What is agreed is what holds when the booking is made, which its id says (version 7), however
-- late its news arrives. A row that is there keeps what it has.
CREATE FUNCTION booking_terms_commission() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  digits CONSTANT text := replace(NEW.booking_id::text, '-', '');
  made_at CONSTANT timestamptz := CASE WHEN substr(digits, 13, 1) = '7'
    THEN to_timestamp(('x' || substr(digits, 1, 12))::bit(48)::bigint / 1000.0) ELSE now() END;
BEGIN
  NEW.commission_bps := coalesce((
    SELECT bps FROM commission_tier
    WHERE tstzrange(valid_from, valid_until) @> made_at), NEW.commission_bps);
  RETURN NEW;
END $$;
CREATE TRIGGER booking_terms_commission BEFORE INSERT ON booking_terms
  FOR EACH ROW EXECUTE FUNCTION booking_terms_commission();

-- The service reads tiers; migrations write them.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON commission_tier FROM payment_service;
  END IF;
END $$;
