-- breaks-before: 20261126010000_psp
-- A provider teaches; a company that moves money is a psp. Nothing was released under the old names,
-- so they are replaced at once instead of being kept beside the new ones.
ALTER TABLE payment RENAME COLUMN provider TO psp;
ALTER TABLE payment RENAME COLUMN provider_ref TO psp_ref;
ALTER TABLE payment RENAME COLUMN provider_attempt TO psp_attempt;
ALTER INDEX payment_provider_provider_ref_key RENAME TO payment_psp_psp_ref_key;

ALTER TABLE refund RENAME COLUMN provider_ref TO psp_ref;
ALTER TABLE refund RENAME COLUMN provider_attempt TO psp_attempt;

ALTER TABLE provider_event RENAME TO psp_event;
ALTER TABLE psp_event RENAME COLUMN provider TO psp;
ALTER TABLE psp_event RENAME CONSTRAINT provider_event_pkey TO psp_event_pkey;
ALTER TABLE psp_event RENAME CONSTRAINT provider_event_kind TO psp_event_kind;
ALTER TABLE psp_event RENAME CONSTRAINT provider_event_outcome TO psp_event_outcome;
ALTER TABLE psp_event RENAME CONSTRAINT provider_event_processed TO psp_event_processed;
ALTER TABLE psp_event RENAME CONSTRAINT provider_event_ref TO psp_event_ref;
ALTER INDEX provider_event_provider_event_id_key RENAME TO psp_event_psp_event_id_key;
ALTER INDEX provider_event_due RENAME TO psp_event_due;

ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account;
UPDATE ledger_entry SET account = 'psp_clearing' WHERE account = 'provider_clearing';
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account CHECK (account IN
  ('psp_clearing', 'learner', 'provider_payable', 'platform_revenue', 'refunds', 'fees'));

CREATE OR REPLACE FUNCTION payment_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rank CONSTANT jsonb :=
    '{"created": 0, "unknown": 1, "pending": 2, "failed": 3, "canceled": 3, "succeeded": 4}';
BEGIN
  IF (NEW.booking_id, NEW.payer_id, NEW.psp, NEW.amount, NEW.currency)
     IS DISTINCT FROM (OLD.booking_id, OLD.payer_id, OLD.psp, OLD.amount, OLD.currency) THEN
    RAISE EXCEPTION 'the terms of payment % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND (rank -> NEW.status)::int <= (rank -> OLD.status)::int THEN
    RAISE EXCEPTION 'payment % cannot go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
