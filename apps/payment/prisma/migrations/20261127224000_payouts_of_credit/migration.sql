-- What a payout takes its money from: what somebody has earned, or what they have as credit.
ALTER TABLE payout ADD COLUMN paid_from text NOT NULL DEFAULT 'earnings';
ALTER TABLE payout ADD CONSTRAINT payout_paid_from CHECK (paid_from IN ('earnings', 'credit'));

-- One at a time of each.
DROP INDEX payout_open;
CREATE UNIQUE INDEX payout_open ON payout (provider_id, currency, paid_from)
  WHERE status NOT IN ('paid', 'failed');

CREATE FUNCTION payout_source_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what payout % is paid from cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payout_source_stays BEFORE UPDATE OF paid_from ON payout FOR EACH ROW
  WHEN (NEW.paid_from <> OLD.paid_from) EXECUTE FUNCTION payout_source_stays();
