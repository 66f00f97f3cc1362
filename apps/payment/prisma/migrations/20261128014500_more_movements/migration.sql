-- Psps list payouts, what banks take back, and what they take for their work, beside payments and refunds.
ALTER TABLE psp_movement DROP CONSTRAINT psp_movement_kind;
ALTER TABLE psp_movement ADD CONSTRAINT psp_movement_kind CHECK (kind IN
  ('payment', 'refund', 'payout', 'payout_returned', 'dispute', 'dispute_won', 'fee', 'fee_returned'));
ALTER TABLE mismatch DROP CONSTRAINT mismatch_about;
ALTER TABLE mismatch ADD CONSTRAINT mismatch_about CHECK (about IN
  ('payment', 'refund', 'booking', 'payout', 'payout_returned', 'dispute', 'dispute_won', 'fee',
   'fee_returned'));

-- `psp_fees` is what they have taken for their work: one account more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''psp_fees'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
