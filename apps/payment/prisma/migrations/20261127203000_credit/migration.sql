-- What a psp does not send back is offered to the payer: as credit, or as money that a person sends.
ALTER TABLE refund
  ADD COLUMN way text NOT NULL DEFAULT 'psp',
  ADD COLUMN offered_at timestamptz(3),
  -- Who of the team sent it by hand, and under which reference.
  ADD COLUMN sent_by uuid,
  ADD COLUMN sent_ref text;
ALTER TABLE refund DROP CONSTRAINT refund_status;
ALTER TABLE refund
  ADD CONSTRAINT refund_status CHECK (status IN
    ('pending', 'unknown', 'offered', 'owed', 'succeeded', 'failed')),
  ADD CONSTRAINT refund_way CHECK (way IN ('psp', 'credit', 'hand')),
  -- Only what somebody here asked for is offered.
  ADD CONSTRAINT refund_offered CHECK (
    status NOT IN ('offered', 'owed') OR (offered_at IS NOT NULL AND request_id IS NOT NULL)),
  -- Another way than the psp's is chosen when it is gone that way, and never taken back.
  ADD CONSTRAINT refund_other_way CHECK (way = 'psp' OR status = 'succeeded'),
  ADD CONSTRAINT refund_sent CHECK (
    num_nonnulls(sent_by, sent_ref) = CASE way WHEN 'hand' THEN 2 ELSE 0 END);
CREATE INDEX refund_waiting ON refund (offered_at) WHERE status IN ('offered', 'owed');

-- What the platform owes to a payer as credit: one account more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''credit'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;

-- Nobody spends more credit than there is, also where two do so at once: the second waits for the first,
-- and sees what it took.
CREATE FUNCTION credit_covers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('credit ' || NEW.owner || ' ' || NEW.currency, 0));
  IF (SELECT sum(amount) FROM ledger_entry
      WHERE account = 'credit' AND owner = NEW.owner AND currency = NEW.currency) > 0 THEN
    RAISE EXCEPTION 'transaction % spends more credit than there is', NEW.transaction_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER credit_covers AFTER INSERT ON ledger_entry FOR EACH ROW
  WHEN (NEW.account = 'credit' AND NEW.amount > 0) EXECUTE FUNCTION credit_covers();
