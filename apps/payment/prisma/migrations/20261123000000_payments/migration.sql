CREATE TABLE payment (
  id                 uuid PRIMARY KEY,
  booking_id         uuid NOT NULL,
  payer_id           uuid NOT NULL,
  provider           text NOT NULL,
  provider_ref       text,
  provider_attempt   integer NOT NULL DEFAULT 0,
  status             text NOT NULL DEFAULT 'created',
  amount             bigint NOT NULL,
  currency           text NOT NULL,
  refunded_amount    bigint NOT NULL DEFAULT 0,
  failure_reason     text,
  close_requested_at timestamptz(3),
  due_at             timestamptz(3),
  attempts           integer NOT NULL DEFAULT 0,
  created_at         timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at         timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT payment_status CHECK (status IN
    ('created', 'unknown', 'pending', 'failed', 'canceled', 'succeeded')),
  CONSTRAINT payment_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$'),
  -- Never more back than was paid, and nothing back of what was not.
  CONSTRAINT payment_refunded CHECK (
    refunded_amount BETWEEN 0 AND amount AND (refunded_amount = 0 OR status = 'succeeded')),
  CONSTRAINT payment_ref CHECK (status <> 'pending' OR provider_ref IS NOT NULL)
);

-- A booking has one open payment, however many requests race to open it.
CREATE UNIQUE INDEX payment_open ON payment (booking_id)
  WHERE status IN ('created', 'unknown', 'pending');
CREATE UNIQUE INDEX payment_provider_provider_ref_key ON payment (provider, provider_ref);
CREATE INDEX payment_booking_id_idx ON payment (booking_id);
CREATE INDEX payment_due ON payment (due_at) WHERE due_at IS NOT NULL;

-- What was agreed stays, and a status only moves forward. Money that arrives is never turned away:
-- `succeeded` follows even a payment that was given up.
CREATE FUNCTION payment_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rank CONSTANT jsonb :=
    '{"created": 0, "unknown": 1, "pending": 2, "failed": 3, "canceled": 3, "succeeded": 4}';
BEGIN
  IF (NEW.booking_id, NEW.payer_id, NEW.provider, NEW.amount, NEW.currency)
     IS DISTINCT FROM (OLD.booking_id, OLD.payer_id, OLD.provider, OLD.amount, OLD.currency) THEN
    RAISE EXCEPTION 'the terms of payment % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND (rank -> NEW.status)::int <= (rank -> OLD.status)::int THEN
    RAISE EXCEPTION 'payment % cannot go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_moves_forward BEFORE UPDATE ON payment
  FOR EACH ROW EXECUTE FUNCTION payment_moves_forward();

CREATE TABLE refund (
  id               uuid PRIMARY KEY,
  booking_id       uuid NOT NULL,
  payment_id       uuid NOT NULL REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  reason           text NOT NULL,
  status           text NOT NULL DEFAULT 'pending',
  amount           bigint NOT NULL,
  currency         text NOT NULL,
  provider_ref     text,
  provider_attempt integer NOT NULL DEFAULT 0,
  failure_reason   text,
  due_at           timestamptz(3),
  attempts         integer NOT NULL DEFAULT 0,
  created_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT refund_status CHECK (status IN ('pending', 'unknown', 'succeeded', 'failed')),
  CONSTRAINT refund_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$')
);
CREATE UNIQUE INDEX refund_payment_id_reason_key ON refund (payment_id, reason);
CREATE INDEX refund_due ON refund (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE provider_event (
  id           uuid PRIMARY KEY,
  provider     text NOT NULL,
  event_id     text NOT NULL,
  type         text NOT NULL,
  kind         text,
  ref          text,
  payload      jsonb NOT NULL,
  received_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  processed_at timestamptz(3),
  outcome      text,
  due_at       timestamptz(3),
  attempts     integer NOT NULL DEFAULT 0,
  error        text,

  CONSTRAINT provider_event_kind CHECK (kind IN ('payment', 'refund')),
  CONSTRAINT provider_event_outcome CHECK (outcome IN ('applied', 'ignored', 'mismatch')),
  -- Either there is work left, or it is known how it ended.
  CONSTRAINT provider_event_processed CHECK (
    (processed_at IS NULL) = (outcome IS NULL) AND (processed_at IS NULL) = (due_at IS NOT NULL)),
  CONSTRAINT provider_event_ref CHECK ((kind IS NULL) = (ref IS NULL))
);
-- A provider may send an event as often as it likes; it is here once.
CREATE UNIQUE INDEX provider_event_provider_event_id_key ON provider_event (provider, event_id);
CREATE INDEX provider_event_due ON provider_event (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE ledger_transaction (
  id         uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  refund_id  uuid,
  purpose    text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT ledger_transaction_purpose CHECK (purpose IN ('charge', 'refund', 'refund_reversal')),
  CONSTRAINT ledger_transaction_refund CHECK ((purpose = 'charge') = (refund_id IS NULL)),
  -- Whatever is delivered twice is booked once.
  CONSTRAINT ledger_transaction_once UNIQUE NULLS NOT DISTINCT (payment_id, purpose, refund_id)
);

CREATE TABLE ledger_entry (
  id             bigserial PRIMARY KEY,
  transaction_id uuid NOT NULL
    REFERENCES ledger_transaction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  account        text NOT NULL,
  owner          text NOT NULL,
  -- Debit above zero, credit below.
  amount         bigint NOT NULL,
  currency       text NOT NULL,

  CONSTRAINT ledger_entry_account CHECK (account IN
    ('provider_clearing', 'learner', 'provider_payable', 'platform_revenue', 'refunds', 'fees')),
  CONSTRAINT ledger_entry_money CHECK (amount <> 0 AND currency ~ '^[A-Z]{3}$')
);
CREATE INDEX ledger_entry_transaction_id_idx ON ledger_entry (transaction_id);
CREATE INDEX ledger_entry_account_owner_currency_idx ON ledger_entry (account, owner, currency);

-- Double entry, checked when the transaction commits: something on both sides, and nothing left
-- over in any currency.
CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
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
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transaction_balances AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances();

-- Append-only: the service may write the ledger and read it, never change it. (The role is missing
-- where only the schema is compared.)
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON ledger_transaction, ledger_entry FROM payment_service;
  END IF;
END $$;
