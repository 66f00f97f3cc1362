-- Sums of entries up to a point that nothing can be added below, so that a balance is a checkpoint
-- and the few entries after it, however long the ledger is.
CREATE TABLE ledger_checkpoint (
  account    text NOT NULL,
  owner      text NOT NULL,
  currency   text NOT NULL,
  -- Of all entries of the account up to this id, itself included.
  through_id bigint NOT NULL,
  balance    bigint NOT NULL,

  PRIMARY KEY (account, owner, currency, through_id)
);
-- How far checkpoints have been looked for.
CREATE TABLE ledger_checkpoint_run (
  through_id bigint PRIMARY KEY,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- Sums and pages of one account are read from this alone.
CREATE INDEX ledger_entry_account_owner_currency_id_idx
  ON ledger_entry (account, owner, currency, id) INCLUDE (amount);
DROP INDEX ledger_entry_account_owner_currency_idx;

-- Double entry, checked when the transaction commits: something on both sides, and nothing left
-- over in any currency. A movement is written as a whole, by one database transaction of less than
-- a minute: whatever is five minutes old is all there, and no later entry has a smaller id.
CREATE OR REPLACE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked CONSTANT uuid :=
    CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN (to_jsonb(NEW) ->> 'transaction_id')::uuid
    ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entry WHERE transaction_id = checked)
     OR EXISTS (SELECT FROM ledger_entry WHERE transaction_id = checked
                GROUP BY currency HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', checked
      USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM ledger_transaction
                 WHERE id = checked AND created_at = now()::timestamptz(3)) THEN
    RAISE EXCEPTION 'ledger transaction % was not written now and as a whole', checked
      USING ERRCODE = 'check_violation';
  END IF;
  IF clock_timestamp() > now() + interval '1 minute' THEN
    RAISE EXCEPTION 'ledger transaction % took longer than a minute', checked
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- Append-only, for whoever asks: also for the owner of the tables, whose migrations could change
-- them by mistake.
CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: no % of it', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER ledger_transaction_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE
  ON ledger_transaction FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER ledger_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE
  ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();
-- Checkpoints may be made anew from the entries, and never changed.
CREATE TRIGGER ledger_checkpoint_stays BEFORE UPDATE
  ON ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON ledger_checkpoint, ledger_checkpoint_run FROM payment_service;
  END IF;
END $$;
