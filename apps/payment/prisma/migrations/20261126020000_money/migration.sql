-- breaks-before: 20261126020000_money

-- What the payer of a payment gave to a psp that asks him on his phone; gone once it is final.
ALTER TABLE payment ADD COLUMN payer jsonb;
-- What has been credited to the provider and to the platform.
ALTER TABLE payment ADD COLUMN earned_amount bigint NOT NULL DEFAULT 0;
ALTER TABLE payment ADD CONSTRAINT payment_earned CHECK (
  earned_amount BETWEEN 0 AND amount AND (earned_amount = 0 OR status = 'succeeded'));

-- A refund is told apart by the request for it, or by the psp's name of it when it was made there
-- without us: two refunds for one reason are two.
ALTER TABLE refund ADD COLUMN request_id uuid;
UPDATE refund SET request_id = id;
ALTER TABLE refund ADD CONSTRAINT refund_origin CHECK (request_id IS NOT NULL OR psp_ref IS NOT NULL);
DROP INDEX refund_payment_id_reason_key;
CREATE UNIQUE INDEX refund_request_id_key ON refund (request_id);
CREATE UNIQUE INDEX refund_payment_id_psp_ref_key ON refund (payment_id, psp_ref);

-- Of a psp's event only what says where to look; payloads carry secrets and people's data.
ALTER TABLE psp_event DROP COLUMN payload;
ALTER TABLE psp_event DROP CONSTRAINT psp_event_kind;
ALTER TABLE psp_event ADD CONSTRAINT psp_event_kind CHECK (kind IN ('payment', 'refund', 'dispute'));
CREATE INDEX psp_event_received_at_idx ON psp_event (received_at);

-- Bookings as they were announced, as far as paying for them needs it. `commission_bps`, hundredths
-- of a percent, is what was agreed when the booking was made.
CREATE TABLE booking_terms (
  booking_id      uuid PRIMARY KEY,
  learner_id      uuid NOT NULL,
  provider_id     uuid NOT NULL,
  amount          bigint,
  currency        text,
  starts_at       timestamptz(3) NOT NULL,
  hold_expires_at timestamptz(3),
  commission_bps  integer NOT NULL,
  state           text NOT NULL,
  version         integer NOT NULL,

  CONSTRAINT booking_terms_state CHECK (state IN ('pending', 'confirmed', 'over')),
  CONSTRAINT booking_terms_money CHECK ((amount IS NULL) = (currency IS NULL) AND amount >= 0),
  CONSTRAINT booking_terms_commission CHECK (commission_bps BETWEEN 0 AND 10000)
);

-- Money that a provider has earned, from the moment it is announced until it is in the ledger.
CREATE TABLE earning (
  booking_id  uuid PRIMARY KEY,
  payment_id  uuid NOT NULL REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  provider_id uuid NOT NULL,
  amount      bigint NOT NULL,
  currency    text NOT NULL,
  posted_at   timestamptz(3),
  due_at      timestamptz(3) DEFAULT now(),
  attempts    integer NOT NULL DEFAULT 0,
  created_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT earning_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT earning_posted CHECK ((posted_at IS NULL) = (due_at IS NOT NULL))
);
CREATE INDEX earning_due ON earning (due_at) WHERE due_at IS NOT NULL;

-- What a person has to look at, once for each thing.
CREATE TABLE payment_case (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL,
  -- Our id of what it is about, or the psp's where we have none.
  subject    text NOT NULL,
  payment_id uuid REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  detail     text NOT NULL,
  opened_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at  timestamptz(3)
);
CREATE UNIQUE INDEX payment_case_kind_subject_key ON payment_case (kind, subject);
CREATE INDEX payment_case_payment_id_idx ON payment_case (payment_id);

-- A movement of money is told apart by what caused it, so that one of a new kind needs no new
-- columns: a payout will be ('payout', its id, 'payout').
ALTER TABLE ledger_transaction ADD COLUMN source_type text;
ALTER TABLE ledger_transaction ADD COLUMN source_id uuid;
UPDATE ledger_transaction SET
  source_type = CASE WHEN refund_id IS NULL THEN 'payment' ELSE 'refund' END,
  source_id = coalesce(refund_id, payment_id);
ALTER TABLE ledger_transaction
  ALTER COLUMN source_type SET NOT NULL,
  ALTER COLUMN source_id SET NOT NULL,
  DROP CONSTRAINT ledger_transaction_purpose,
  DROP CONSTRAINT ledger_transaction_refund,
  DROP CONSTRAINT ledger_transaction_once,
  DROP COLUMN payment_id,
  DROP COLUMN refund_id;
-- Whatever is delivered twice is booked once.
CREATE UNIQUE INDEX ledger_transaction_source_key
  ON ledger_transaction (source_type, source_id, purpose);

-- Nothing was ever posted to `fees`: psps tell them in statements, which nobody reads yet.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account CHECK (account IN
  ('psp_clearing', 'learner', 'provider_payable', 'platform_revenue', 'refunds'));
