-- What psps say that they hold is compared with the books, and what leaves them for our own bank is booked.
ALTER TABLE psp_movement DROP CONSTRAINT psp_movement_kind;
ALTER TABLE psp_movement ADD CONSTRAINT psp_movement_kind CHECK (kind IN
  ('payment', 'refund', 'payout', 'payout_returned', 'dispute', 'dispute_won', 'fee', 'fee_returned',
   'to_bank', 'from_bank'));
ALTER TABLE mismatch DROP CONSTRAINT mismatch_about;
ALTER TABLE mismatch ADD CONSTRAINT mismatch_about CHECK (about IN
  ('payment', 'refund', 'booking', 'payout', 'payout_returned', 'dispute', 'dispute_won', 'fee',
   'fee_returned', 'to_bank', 'from_bank', 'balance'));
ALTER TABLE reconciliation_run DROP CONSTRAINT reconciliation_run_source;
ALTER TABLE reconciliation_run ADD CONSTRAINT reconciliation_run_source CHECK (source IN
  ('books', 'list', 'statement', 'balance'));

-- Sums of a balance change while it is the same one that disagrees: one row of each currency until it is closed.
DROP INDEX mismatch_once;
CREATE UNIQUE INDEX mismatch_once ON mismatch (psp, side, kind, about, subject, payment_id, here_amount,
  here_currency, there_amount, there_currency) NULLS NOT DISTINCT
  WHERE state <> 'gone' AND about <> 'balance';
CREATE UNIQUE INDEX mismatch_balance_once ON mismatch (psp, subject)
  WHERE about = 'balance' AND state IN ('open', 'assigned');
CREATE INDEX mismatch_balance_closed ON mismatch (psp, subject, closed_at)
  WHERE about = 'balance' AND state = 'resolved';

-- `bank` is our own account there: one account more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''bank'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
ALTER TABLE adjustment DROP CONSTRAINT adjustment_accounts;
ALTER TABLE adjustment ADD CONSTRAINT adjustment_accounts CHECK (
  debit_account IN ('provider_payable', 'platform_revenue', 'platform_costs', 'refunds', 'psp_clearing',
    'suspense', 'psp_fees', 'bank')
  AND credit_account IN ('provider_payable', 'platform_revenue', 'platform_costs', 'refunds',
    'psp_clearing', 'suspense', 'psp_fees', 'bank'));
