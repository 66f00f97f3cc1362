-- What was exchanged at a bank goes the way of adjustments: `amount` of `currency` was sold, and `got_amount` of another
-- one came for it. `sold_closes` and `got_closes` are what of `fx` it takes in each; what is left over is gained or lost.
ALTER TABLE adjustment
  ADD COLUMN sold_closes  bigint,
  ADD COLUMN got_amount   bigint,
  ADD COLUMN got_currency text,
  ADD COLUMN got_closes   bigint,
  ADD COLUMN exchanged_on date,
  ADD COLUMN bank         text,
  ADD CONSTRAINT adjustment_conversion CHECK (
    num_nulls(sold_closes, got_amount, got_currency, got_closes, exchanged_on, bank) IN (0, 6)),
  -- Of one of the two currencies `fx` is taken for exactly what was exchanged.
  ADD CONSTRAINT adjustment_exchanged CHECK (got_amount > 0 AND got_currency ~ '^[A-Z]{3}$'
    AND got_currency <> currency AND sold_closes >= 0 AND got_closes >= 0
    AND (sold_closes = amount OR got_closes = got_amount)),
  DROP CONSTRAINT adjustment_accounts,
  ADD CONSTRAINT adjustment_accounts CHECK (CASE WHEN got_amount IS NULL THEN
    debit_account IN ('provider_payable', 'platform_revenue', 'platform_costs', 'refunds', 'psp_clearing',
      'suspense', 'psp_fees', 'bank')
    AND credit_account IN ('provider_payable', 'platform_revenue', 'platform_costs', 'refunds',
      'psp_clearing', 'suspense', 'psp_fees', 'bank')
    ELSE (debit_account, debit_owner, credit_account, credit_owner)
      = ('fx', 'platform', 'bank', 'platform') END);
-- Once, unless it was refused.
CREATE UNIQUE INDEX adjustment_conversion_once ON adjustment (lower(reference))
  WHERE got_amount IS NOT NULL AND state <> 'refused';

CREATE OR REPLACE FUNCTION adjustment_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked CONSTANT uuid :=
    CASE TG_TABLE_NAME WHEN 'adjustment' THEN (to_jsonb(NEW) ->> 'id')::uuid
      ELSE (to_jsonb(NEW) ->> 'source_id')::uuid END;
BEGIN
  IF EXISTS (
    WITH agreed AS (
      SELECT line.* FROM adjustment AS a CROSS JOIN LATERAL (VALUES
        (a.debit_account, a.debit_owner, coalesce(a.sold_closes, a.amount), a.currency),
        (a.credit_account, a.credit_owner, -a.amount, a.currency),
        ('fx_result', 'platform', a.amount - a.sold_closes, a.currency),
        ('bank', 'platform', a.got_amount, a.got_currency),
        ('fx', 'platform', -a.got_closes, a.got_currency),
        ('fx_result', 'platform', a.got_closes - a.got_amount, a.got_currency)
      ) AS line (account, owner, amount, currency)
      WHERE a.id = checked AND a.state = 'approved' AND line.amount <> 0
    ), booked AS (
      SELECT e.account, e.owner, e.amount, e.currency
      FROM ledger_transaction AS t JOIN ledger_entry AS e ON e.transaction_id = t.id
      WHERE t.source_type = 'adjustment' AND t.source_id = checked AND t.purpose = 'adjustment'
    )
    (TABLE agreed EXCEPT ALL TABLE booked) UNION ALL (TABLE booked EXCEPT ALL TABLE agreed)
  ) OR EXISTS (
    SELECT FROM ledger_transaction
    WHERE source_type = 'adjustment' AND source_id = checked AND purpose <> 'adjustment'
  ) THEN
    RAISE EXCEPTION 'adjustment % is not in the books as two people agreed', checked
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- What exchanges gained or lost: one account more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''fx_result'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
