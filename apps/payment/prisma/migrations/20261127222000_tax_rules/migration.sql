-- What of a lesson's money is due to the tax office of a provider's country. Without a row nothing is.
CREATE TABLE tax_rule (
  id          bigserial PRIMARY KEY,
  -- ISO 3166-1, as in CI.
  country     text NOT NULL,
  kind        text NOT NULL,
  -- Of what it is a part: of the platform's commission, or of what that leaves to the provider.
  base        text NOT NULL,
  -- Hundredths of a percent.
  bps         integer NOT NULL,
  -- Of the books, in which it waits for the tax office.
  account     text NOT NULL,
  valid_from  timestamptz(3) NOT NULL,
  valid_until timestamptz(3),
  reason      text NOT NULL,

  CONSTRAINT tax_rule_country CHECK (country ~ '^[A-Z]{2}$'),
  CONSTRAINT tax_rule_kind CHECK (kind IN ('vat', 'withholding')),
  CONSTRAINT tax_rule_base CHECK (base IN ('commission', 'earning')),
  CONSTRAINT tax_rule_bps CHECK (bps BETWEEN 1 AND 10000),
  CONSTRAINT tax_rule_account CHECK (account IN ('vat_payable', 'tax_withheld')),
  CONSTRAINT tax_rule_window CHECK (valid_until > valid_from),
  CONSTRAINT tax_rule_reason CHECK (reason <> ''),
  -- One rate of each kind at a time.
  CONSTRAINT tax_rule_overlap EXCLUDE USING gist (
    country WITH =, kind WITH =, tstzrange(valid_from, valid_until) WITH &&)
);

-- A rule that has begun only ends, and not in the past: lessons were earned under it.
CREATE FUNCTION tax_rule_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.valid_from < now() THEN
      RAISE EXCEPTION 'a tax holds for lessons to come, not from %', NEW.valid_from
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.valid_from <= now() AND (TG_OP = 'DELETE'
     OR (NEW.country, NEW.kind, NEW.base, NEW.bps, NEW.account, NEW.valid_from)
       IS DISTINCT FROM (OLD.country, OLD.kind, OLD.base, OLD.bps, OLD.account, OLD.valid_from)
     OR (NEW.valid_until IS DISTINCT FROM OLD.valid_until
         AND least(NEW.valid_until, OLD.valid_until) < now())) THEN
    RAISE EXCEPTION 'tax rule % has begun: it can only end', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tax_rule_only_ends BEFORE INSERT OR UPDATE OR DELETE ON tax_rule
  FOR EACH ROW EXECUTE FUNCTION tax_rule_only_ends();

-- The service reads rules; migrations write them.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON tax_rule FROM payment_service;
  END IF;
END $$;

-- Two accounts more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account IN (''vat_payable'', ''tax_withheld'') OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
