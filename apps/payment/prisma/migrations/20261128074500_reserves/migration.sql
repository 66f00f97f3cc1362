-- By which rules a part of what providers earn is kept for a while, in case banks take payments back. The service
-- reads them; migrations write them. Without a rule nothing is kept.
CREATE TABLE reserve_rule (
  id                   bigserial PRIMARY KEY,
  -- Of whom: of everybody, of who has given few lessons, or of whose lessons banks take many back.
  kind                 text NOT NULL,
  -- Of the number that a provider is paid to (ISO 3166-1); null: of whatever country.
  country              text,
  currency             text NOT NULL,
  -- Fewer lessons than that; or as many hundredths of a percent of lessons and more.
  threshold            integer,
  -- Within which time charged back lessons are counted.
  within_days          integer,
  -- Whether only of payments that a bank can take back.
  only_if_chargeable   boolean NOT NULL DEFAULT true,
  -- What is kept, in hundredths of a percent of what the lesson brings, and how long.
  bps                  integer NOT NULL,
  days                 integer NOT NULL,
  valid_from           timestamptz(3) NOT NULL,
  valid_until          timestamptz(3),
  reason               text NOT NULL,

  CONSTRAINT reserve_rule_kind CHECK (kind IN ('all', 'new_provider', 'chargebacks')),
  CONSTRAINT reserve_rule_place CHECK (country ~ '^[A-Z]{2}$' AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT reserve_rule_threshold CHECK ((kind = 'all') = (threshold IS NULL)
    AND threshold BETWEEN 1 AND CASE kind WHEN 'chargebacks' THEN 10000 ELSE 1000 END),
  CONSTRAINT reserve_rule_within CHECK ((kind = 'chargebacks') = (within_days IS NOT NULL)
    AND within_days BETWEEN 1 AND 365),
  CONSTRAINT reserve_rule_share CHECK (bps BETWEEN 1 AND 10000 AND days BETWEEN 1 AND 180),
  CONSTRAINT reserve_rule_window CHECK (valid_until > valid_from),
  CONSTRAINT reserve_rule_reason CHECK (reason <> ''),
  -- One of a kind in a place at a time.
  CONSTRAINT reserve_rule_overlap EXCLUDE USING gist (
    kind WITH =, coalesce(country, '') WITH =, currency WITH =, tstzrange(valid_from, valid_until) WITH &&)
);

-- A rule that has begun only ends, and not in the past: lessons were earned under it.
CREATE FUNCTION reserve_rule_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.valid_from < now() THEN
      RAISE EXCEPTION 'a reserve is kept of lessons to come, not from %', NEW.valid_from
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.valid_from <= now() AND (TG_OP = 'DELETE'
     OR to_jsonb(NEW) - 'valid_until' IS DISTINCT FROM to_jsonb(OLD) - 'valid_until'
     OR (NEW.valid_until IS DISTINCT FROM OLD.valid_until
         AND least(NEW.valid_until, OLD.valid_until) < now())) THEN
    RAISE EXCEPTION 'reserve rule % has begun: it can only end', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reserve_rule_only_ends BEFORE INSERT OR UPDATE OR DELETE ON reserve_rule
  FOR EACH ROW EXECUTE FUNCTION reserve_rule_only_ends();

-- What finance keeps of one provider, whatever the rules say: none is as good as any.
CREATE TABLE provider_reserve (
  id          uuid PRIMARY KEY,
  provider_id uuid NOT NULL,
  currency    text NOT NULL,
  bps         integer NOT NULL,
  days        integer NOT NULL,
  -- Why, which the provider reads.
  reason      text NOT NULL,
  set_by      uuid NOT NULL,
  set_at      timestamptz(3) NOT NULL,
  lifted_by   uuid,
  lifted_at   timestamptz(3),
  lift_reason text,

  CONSTRAINT provider_reserve_share CHECK (bps BETWEEN 0 AND 10000 AND days BETWEEN 1 AND 180
    AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT provider_reserve_own CHECK (provider_id <> set_by AND provider_id <> lifted_by),
  CONSTRAINT provider_reserve_lifted CHECK ((lifted_by IS NULL) = (lifted_at IS NULL)
    AND (lifted_by IS NULL) = (lift_reason IS NULL) AND lifted_at >= set_at),
  -- One at a time.
  CONSTRAINT provider_reserve_overlap EXCLUDE USING gist (
    provider_id WITH =, currency WITH =, tstzrange(set_at, lifted_at) WITH &&)
);
CREATE INDEX provider_reserve_id_live ON provider_reserve (id) WHERE lifted_at IS NULL;

-- What was set stays, and is lifted once; its words may be forgotten.
CREATE FUNCTION provider_reserve_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  words CONSTANT text[] := ARRAY['reason', 'lift_reason'];
  end_of CONSTANT text[] := ARRAY['lifted_by', 'lifted_at', 'lift_reason'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - words = to_jsonb(OLD) - words AND NEW.reason IN ('', OLD.reason)
      AND (NEW.lift_reason IS NULL) = (OLD.lift_reason IS NULL)
      AND coalesce(NEW.lift_reason, '') IN ('', OLD.lift_reason) THEN
      RETURN NEW;
    END IF;
    IF OLD.lifted_at IS NULL AND to_jsonb(NEW) - end_of = to_jsonb(OLD) - end_of THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'reserve % of a provider cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER provider_reserve_stays BEFORE UPDATE OR DELETE ON provider_reserve
  FOR EACH ROW EXECUTE FUNCTION provider_reserve_stays();

-- What of an earning is kept. It is the provider's, and payable once its time is over.
CREATE TABLE reserve (
  id          uuid PRIMARY KEY,
  booking_id  uuid NOT NULL UNIQUE REFERENCES earning (booking_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  provider_id uuid NOT NULL,
  currency    text NOT NULL,
  amount      bigint NOT NULL,
  -- What of it went to chargebacks, of this lesson or another.
  taken       bigint NOT NULL DEFAULT 0,
  -- By what it is kept: a rule, or what finance set for the provider.
  rule_id     bigint REFERENCES reserve_rule (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  set_id      uuid REFERENCES provider_reserve (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  kept_at     timestamptz(3) NOT NULL,
  release_at  timestamptz(3) NOT NULL,
  -- When nothing of it was left to keep.
  ended_at    timestamptz(3),
  due_at      timestamptz(3),
  attempts    integer NOT NULL DEFAULT 0,

  CONSTRAINT reserve_money CHECK (amount > 0 AND taken BETWEEN 0 AND amount AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT reserve_why CHECK ((rule_id IS NULL) <> (set_id IS NULL)),
  CONSTRAINT reserve_time CHECK (release_at >= kept_at),
  CONSTRAINT reserve_due_at CHECK ((ended_at IS NULL) = (due_at IS NOT NULL)),
  CONSTRAINT reserve_ended CHECK (ended_at IS NOT NULL OR taken < amount)
);
CREATE INDEX reserve_due ON reserve (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX reserve_kept ON reserve (provider_id, currency, release_at, id) WHERE ended_at IS NULL;
CREATE INDEX reserve_set_id_idx ON reserve (set_id) WHERE ended_at IS NULL;

-- What was kept stays so, for no longer than it was said, and ends once. What was taken stays taken.
CREATE FUNCTION reserve_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fate CONSTANT text[] := ARRAY['taken', 'release_at', 'ended_at', 'due_at', 'attempts'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - fate IS DISTINCT FROM to_jsonb(OLD) - fate
     OR NEW.taken < OLD.taken OR NEW.release_at > OLD.release_at OR OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'reserve % cannot change like this', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reserve_moves_forward BEFORE UPDATE OR DELETE ON reserve
  FOR EACH ROW EXECUTE FUNCTION reserve_moves_forward();

-- What is kept and what is released is in the books as it is here, and nothing else is there as a reserve.
CREATE FUNCTION reserve_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked CONSTANT uuid :=
    CASE TG_TABLE_NAME WHEN 'reserve' THEN (to_jsonb(NEW) ->> 'id')::uuid
      ELSE (to_jsonb(NEW) ->> 'source_id')::uuid END;
  here CONSTANT reserve := (SELECT r FROM reserve AS r WHERE id = checked);
  kept CONSTANT bigint := (SELECT coalesce(-sum(e.amount), 0) FROM ledger_transaction AS t
    JOIN ledger_entry AS e ON e.transaction_id = t.id
    WHERE t.source_type = 'reserve' AND t.source_id = checked AND t.purpose = 'reserve_kept'
      AND (e.account, e.owner, e.currency) = ('provider_reserve', here.provider_id::text, here.currency));
  released CONSTANT bigint := (SELECT coalesce(sum(e.amount), 0) FROM ledger_transaction AS t
    JOIN ledger_entry AS e ON e.transaction_id = t.id
    WHERE t.source_type = 'reserve' AND t.source_id = checked AND t.purpose = 'reserve_released'
      AND (e.account, e.owner, e.currency) = ('provider_reserve', here.provider_id::text, here.currency));
BEGIN
  IF here.id IS NULL OR kept <> here.amount
     OR released <> (CASE WHEN here.ended_at IS NULL THEN 0 ELSE here.amount - here.taken END) THEN
    RAISE EXCEPTION 'reserve % is not in the books as it is kept', checked USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER reserve_is_booked AFTER INSERT OR UPDATE OF amount, taken, ended_at ON reserve
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reserve_is_booked();
CREATE CONSTRAINT TRIGGER ledger_transaction_is_kept AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.source_type = 'reserve')
  EXECUTE FUNCTION reserve_is_booked();

-- What of what was frozen came out of the reserve.
ALTER TABLE chargeback_part ADD COLUMN reserved bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT chargeback_part_reserved CHECK (reserved BETWEEN 0 AND earned);

-- How many lessons somebody has given is asked once for each that they give.
CREATE INDEX earning_provider_id_posted_at_idx ON earning (provider_id, posted_at) WHERE posted_at IS NOT NULL;

-- One account more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''provider_reserve'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON reserve_rule FROM payment_service;
  END IF;
END $$;
