-- What a price is in other money, for a while: what was shown to a payer, and by which rate.
CREATE TABLE payment_quote (
  id               uuid PRIMARY KEY,
  booking_id       uuid NOT NULL,
  amount           bigint NOT NULL,
  currency         text NOT NULL,
  charged_amount   bigint NOT NULL,
  charged_currency text NOT NULL,
  -- Millionths of `currency` for one unit of `charged_currency`.
  rate_micros      bigint NOT NULL,
  rate_source      text NOT NULL,
  rate_at          timestamptz(3) NOT NULL,
  created_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at       timestamptz(3) NOT NULL,

  CONSTRAINT payment_quote_money CHECK (amount > 0 AND charged_amount > 0 AND rate_micros > 0
    AND currency ~ '^[A-Z]{3}$' AND charged_currency ~ '^[A-Z]{3}$' AND currency <> charged_currency),
  CONSTRAINT payment_quote_time CHECK (expires_at > created_at)
);
CREATE UNIQUE INDEX payment_quote_agreed ON payment_quote
  (id, amount, currency, charged_amount, charged_currency);
CREATE INDEX payment_quote_booking_id_idx ON payment_quote (booking_id, expires_at);

CREATE FUNCTION payment_quote_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'quote % stays as it is', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_quote_stays BEFORE UPDATE ON payment_quote
  FOR EACH ROW EXECUTE FUNCTION payment_quote_stays();

-- What of the price the psp is for, what it charges where that is other money, as the quote says, and what of
-- that went back.
ALTER TABLE payment
  ADD COLUMN asked_amount bigint NOT NULL GENERATED ALWAYS AS (amount - credit_amount) STORED,
  ADD COLUMN quote_id uuid,
  ADD COLUMN charged_amount bigint,
  ADD COLUMN charged_currency text,
  ADD COLUMN charged_refunded bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT payment_quoted CHECK (
    num_nulls(quote_id, charged_amount, charged_currency) IN (0, 3)),
  -- Never more back than was paid, in the money that was paid.
  ADD CONSTRAINT payment_charged_refunded CHECK (
    charged_refunded BETWEEN 0 AND coalesce(charged_amount, 0)),
  ADD CONSTRAINT payment_quote_fkey
    FOREIGN KEY (quote_id, asked_amount, currency, charged_amount, charged_currency)
    REFERENCES payment_quote (id, amount, currency, charged_amount, charged_currency)
    ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX payment_quote_id_idx ON payment (quote_id) WHERE quote_id IS NOT NULL;

CREATE FUNCTION payment_quote_of_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what payment % charges cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_quote_of_stays BEFORE UPDATE ON payment FOR EACH ROW
  WHEN ((NEW.quote_id, NEW.charged_amount, NEW.charged_currency)
    IS DISTINCT FROM (OLD.quote_id, OLD.charged_amount, OLD.charged_currency))
  EXECUTE FUNCTION payment_quote_of_stays();

-- Its share of what was paid; known when it is sent.
ALTER TABLE refund
  ADD COLUMN charged_amount bigint,
  ADD COLUMN charged_currency text,
  ADD CONSTRAINT refund_charged CHECK (
    num_nulls(charged_amount, charged_currency) IN (0, 2) AND charged_amount >= 0);

-- The same of what a bank takes back.
ALTER TABLE chargeback
  ADD COLUMN charged_amount bigint,
  ADD COLUMN charged_currency text,
  ADD CONSTRAINT chargeback_charged CHECK (
    num_nulls(charged_amount, charged_currency) IN (0, 2) AND charged_amount > 0);

CREATE FUNCTION chargeback_charged_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what chargeback % takes cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER chargeback_charged_stays BEFORE UPDATE ON chargeback FOR EACH ROW
  WHEN ((NEW.charged_amount, NEW.charged_currency)
    IS DISTINCT FROM (OLD.charged_amount, OLD.charged_currency))
  EXECUTE FUNCTION chargeback_charged_stays();

-- Money of one currency for money of another: one account more, beside whichever there are.
DO $$ BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account,
      ADD CONSTRAINT ledger_entry_account CHECK (account = ''fx'' OR %s)',
      substring(pg_get_constraintdef(oid) FROM '^CHECK (.*)$'))
    FROM pg_constraint
    WHERE conname = 'ledger_entry_account' AND conrelid = 'ledger_entry'::regclass);
END $$;
