-- A payment that the payer's bank takes back, or asks about. The bank decides, by the psp.
CREATE TABLE chargeback (
  id           uuid PRIMARY KEY,
  payment_id   uuid NOT NULL REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  psp          text NOT NULL,
  psp_ref      text NOT NULL,
  -- The psp's word for why.
  reason       text NOT NULL,
  state        text NOT NULL,
  amount       bigint NOT NULL,
  currency     text NOT NULL,
  -- The psp has taken the money out of what it holds for us; not while the bank only asks.
  is_withdrawn boolean NOT NULL DEFAULT false,
  -- Until when the bank reads an answer.
  answer_by    timestamptz(3),
  -- What finance decided, until the psp has it, and its words for the bank; and what the psp said to that.
  decision     text,
  decided_by   uuid,
  words        text,
  refusal      text,
  -- What is known of these lessons, as a file in the storage, and when it was put together.
  file_key     text,
  file_at      timestamptz(3),
  opened_at    timestamptz(3) NOT NULL,
  closed_at    timestamptz(3),
  due_at       timestamptz(3),
  attempts     integer NOT NULL DEFAULT 0,

  CONSTRAINT chargeback_state CHECK (state IN ('open', 'answered', 'won', 'lost')),
  CONSTRAINT chargeback_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT chargeback_closed CHECK ((state IN ('won', 'lost')) = (closed_at IS NOT NULL)),
  -- A bank that keeps the money has it.
  CONSTRAINT chargeback_lost CHECK (state <> 'lost' OR is_withdrawn),
  CONSTRAINT chargeback_decision CHECK (decision IN ('answer', 'accept')),
  CONSTRAINT chargeback_decided CHECK (decision IS NULL OR decided_by IS NOT NULL),
  CONSTRAINT chargeback_file CHECK (file_at IS NULL OR file_key IS NOT NULL)
);
CREATE UNIQUE INDEX chargeback_psp_ref_psp_key ON chargeback (psp_ref, psp);
CREATE INDEX chargeback_payment_id_idx ON chargeback (payment_id);
CREATE INDEX chargeback_open ON chargeback (answer_by) WHERE closed_at IS NULL;
CREATE INDEX chargeback_closed_at_idx ON chargeback (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX chargeback_due ON chargeback (due_at) WHERE due_at IS NOT NULL;

-- What of it is for which lesson, and what was frozen: of the money held for the learner, and of what was
-- payable to the provider.
CREATE TABLE chargeback_part (
  id            uuid PRIMARY KEY,
  chargeback_id uuid NOT NULL REFERENCES chargeback (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  payment_id    uuid NOT NULL,
  booking_id    uuid NOT NULL,
  provider_id   uuid NOT NULL,
  amount        bigint NOT NULL,
  held          bigint NOT NULL,
  earned        bigint NOT NULL,
  -- Who bears what was not held for the learner, once the bank keeps the money.
  borne_by      text,

  CONSTRAINT chargeback_part_money CHECK (
    amount > 0 AND held >= 0 AND earned >= 0 AND held + earned <= amount),
  CONSTRAINT chargeback_part_borne_by CHECK (borne_by IN ('provider', 'platform')),
  CONSTRAINT chargeback_part_payment_id_booking_id_fkey FOREIGN KEY (payment_id, booking_id)
    REFERENCES payment_part (payment_id, booking_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX chargeback_part_chargeback_id_booking_id_key ON chargeback_part (chargeback_id, booking_id);
CREATE INDEX chargeback_part_payment_id_booking_id_idx ON chargeback_part (payment_id, booking_id);
CREATE INDEX chargeback_part_provider_id_idx ON chargeback_part (provider_id);

-- A state only moves forward, and a bank that has decided has decided.
CREATE FUNCTION chargeback_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rank CONSTANT jsonb := '{"open": 0, "answered": 1, "won": 2, "lost": 2}';
BEGIN
  IF (NEW.payment_id, NEW.psp, NEW.psp_ref, NEW.amount, NEW.currency, NEW.opened_at)
     IS DISTINCT FROM (OLD.payment_id, OLD.psp, OLD.psp_ref, OLD.amount, OLD.currency, OLD.opened_at)
     OR (OLD.is_withdrawn AND NOT NEW.is_withdrawn) THEN
    RAISE EXCEPTION 'the terms of chargeback % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND (rank -> NEW.state)::int <= (rank -> OLD.state)::int THEN
    RAISE EXCEPTION 'chargeback % cannot go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chargeback_moves_forward BEFORE UPDATE ON chargeback
  FOR EACH ROW EXECUTE FUNCTION chargeback_moves_forward();

-- `charged_back` is at the bank until it has decided; `frozen` is nobody's to spend until then: two accounts more,
-- beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account IN (''charged_back'', ''frozen'') OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
