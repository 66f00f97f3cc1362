-- What of a payment is paid by credit; the psp is asked for the rest, and for nothing where that is all.
ALTER TABLE payment ADD COLUMN credit_amount bigint NOT NULL DEFAULT 0;
ALTER TABLE payment ADD CONSTRAINT payment_credit CHECK (
  credit_amount BETWEEN 0 AND amount AND (psp = 'credit') = (credit_amount = amount));

CREATE FUNCTION payment_credit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the credit of payment % cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_credit_stays BEFORE UPDATE OF credit_amount ON payment FOR EACH ROW
  WHEN (NEW.credit_amount <> OLD.credit_amount) EXECUTE FUNCTION payment_credit_stays();

-- What goes back goes where it came from: one request may be of both.
ALTER TABLE refund ADD COLUMN came_from text NOT NULL DEFAULT 'psp';
ALTER TABLE refund ADD CONSTRAINT refund_came_from CHECK (
  came_from = 'psp' OR (came_from = 'credit' AND (way = 'credit' OR status = 'pending')));
DROP INDEX refund_request_id_key;
CREATE UNIQUE INDEX refund_request_id_came_from_key ON refund (request_id, came_from);

-- Credit of payments that are open: it is spent once they are paid.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''credit_reserved'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
