-- A psp may keep what it takes in other money than was charged: what became of it is listed, and booked.
ALTER TABLE psp_movement
  ADD COLUMN from_amount   bigint,
  ADD COLUMN from_currency text,
  DROP CONSTRAINT psp_movement_kind,
  ADD CONSTRAINT psp_movement_kind CHECK (kind IN
    ('payment', 'refund', 'payout', 'payout_returned', 'dispute', 'dispute_won', 'fee', 'fee_returned',
     'to_bank', 'from_bank', 'exchange', 'exchange_back')),
  ADD CONSTRAINT psp_movement_from CHECK ((kind IN ('exchange', 'exchange_back'))
    = (from_amount IS NOT NULL AND from_currency IS NOT NULL));
ALTER TABLE mismatch DROP CONSTRAINT mismatch_about;
ALTER TABLE mismatch ADD CONSTRAINT mismatch_about CHECK (about IN
  ('payment', 'refund', 'booking', 'payout', 'payout_returned', 'dispute', 'dispute_won', 'fee',
   'fee_returned', 'to_bank', 'from_bank', 'balance', 'exchange', 'exchange_back'));

-- What was booked of that, for as long as the books are kept.
CREATE TABLE psp_exchange (
  id               uuid PRIMARY KEY,
  psp              text NOT NULL,
  -- As movements name them: what came, or what went back.
  kind             text NOT NULL,
  -- The psp's name of the payment, the refund or the dispute.
  ref              text NOT NULL,
  payment_id       uuid,
  charged_amount   bigint NOT NULL,
  charged_currency text NOT NULL,
  settled_amount   bigint NOT NULL,
  settled_currency text NOT NULL,
  exchanged_at     timestamptz(3) NOT NULL,

  CONSTRAINT psp_exchange_kind CHECK (kind IN ('exchange', 'exchange_back')),
  CONSTRAINT psp_exchange_money CHECK (charged_amount > 0 AND settled_amount > 0
    AND charged_currency <> settled_currency)
);
CREATE UNIQUE INDEX psp_exchange_once ON psp_exchange (ref, kind, psp);
CREATE INDEX psp_exchange_payment_id_idx ON psp_exchange (payment_id);

CREATE FUNCTION psp_exchange_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'exchange % stays as it is', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER psp_exchange_stays BEFORE UPDATE OR DELETE ON psp_exchange
  FOR EACH ROW EXECUTE FUNCTION psp_exchange_stays();
