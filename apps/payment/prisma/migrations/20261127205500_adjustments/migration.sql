-- What finance puts right in the books by hand: one proposes it, another decides, and neither about their
-- own money.
CREATE TABLE adjustment (
  id             uuid PRIMARY KEY,
  state          text NOT NULL DEFAULT 'proposed',
  debit_account  text NOT NULL,
  debit_owner    text NOT NULL,
  credit_account text NOT NULL,
  credit_owner   text NOT NULL,
  amount         bigint NOT NULL,
  currency       text NOT NULL,
  -- Why, which whoever's account it is reads too, and what proves it.
  reason         text NOT NULL,
  reference      text NOT NULL,
  proposed_by    uuid NOT NULL,
  proposed_at    timestamptz(3) NOT NULL,
  decided_by     uuid,
  decided_at     timestamptz(3),
  refusal        text,

  CONSTRAINT adjustment_state CHECK (state IN ('proposed', 'approved', 'refused')),
  CONSTRAINT adjustment_accounts CHECK (
    debit_account IN ('provider_payable', 'platform_revenue', 'platform_costs', 'refunds',
      'psp_clearing', 'suspense')
    AND credit_account IN ('provider_payable', 'platform_revenue', 'platform_costs', 'refunds',
      'psp_clearing', 'suspense')),
  CONSTRAINT adjustment_sides CHECK ((debit_account, debit_owner) <> (credit_account, credit_owner)),
  CONSTRAINT adjustment_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT adjustment_two_people CHECK (decided_by <> proposed_by),
  CONSTRAINT adjustment_own CHECK (proposed_by::text NOT IN (debit_owner, credit_owner)
    AND decided_by::text NOT IN (debit_owner, credit_owner)),
  CONSTRAINT adjustment_decided CHECK ((state = 'proposed') = (decided_by IS NULL)
    AND (decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT adjustment_refusal CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX adjustment_state_id_idx ON adjustment (state, id);

-- What was proposed stays as it is, and so does what was decided.
CREATE FUNCTION adjustment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'proposed'
     OR (NEW.id, NEW.debit_account, NEW.debit_owner, NEW.credit_account, NEW.credit_owner, NEW.amount,
         NEW.currency, NEW.reason, NEW.reference, NEW.proposed_by, NEW.proposed_at)
       IS DISTINCT FROM (OLD.id, OLD.debit_account, OLD.debit_owner, OLD.credit_account,
         OLD.credit_owner, OLD.amount, OLD.currency, OLD.reason, OLD.reference, OLD.proposed_by,
         OLD.proposed_at) THEN
    RAISE EXCEPTION 'adjustment % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER adjustment_stays BEFORE UPDATE OR DELETE ON adjustment
  FOR EACH ROW EXECUTE FUNCTION adjustment_stays();

-- What two people said yes to is in the books, as it was proposed; nothing else is there by hand.
CREATE FUNCTION adjustment_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked CONSTANT uuid :=
    CASE TG_TABLE_NAME WHEN 'adjustment' THEN (to_jsonb(NEW) ->> 'id')::uuid
      ELSE (to_jsonb(NEW) ->> 'source_id')::uuid END;
  approved CONSTANT bigint := (SELECT count(*) FROM adjustment
    WHERE id = checked AND state = 'approved');
  lines CONSTANT bigint := (SELECT count(*) FROM ledger_transaction AS t
    JOIN ledger_entry AS e ON e.transaction_id = t.id
    WHERE t.source_type = 'adjustment' AND t.source_id = checked);
  fitting CONSTANT bigint := (SELECT count(*) FROM adjustment AS a
    JOIN ledger_transaction AS t ON t.source_type = 'adjustment' AND t.source_id = a.id
      AND t.purpose = 'adjustment'
    JOIN ledger_entry AS e ON e.transaction_id = t.id
      AND (e.account, e.owner, e.amount, e.currency) IN (
        (a.debit_account, a.debit_owner, a.amount, a.currency),
        (a.credit_account, a.credit_owner, -a.amount, a.currency))
    WHERE a.id = checked);
BEGIN
  IF lines <> 2 * approved OR fitting <> lines THEN
    RAISE EXCEPTION 'adjustment % is not in the books as two people agreed', checked
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER adjustment_is_booked AFTER INSERT OR UPDATE ON adjustment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION adjustment_is_booked();
CREATE CONSTRAINT TRIGGER ledger_transaction_is_agreed AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.source_type = 'adjustment')
  EXECUTE FUNCTION adjustment_is_booked();
