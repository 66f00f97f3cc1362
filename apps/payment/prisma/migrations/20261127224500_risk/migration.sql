-- By which rules payments are looked at as they are opened. The service reads them; migrations write them.
CREATE TABLE risk_rule (
  id             bigserial PRIMARY KEY,
  -- What is looked at; `threshold` and `within_minutes` belong to it.
  kind           text NOT NULL,
  -- `review`: it may be paid, and nobody earns by it before a person has decided; `refuse`: it is not opened.
  action         text NOT NULL,
  currency       text NOT NULL,
  -- In minor units; a smaller payment is not looked at.
  from_amount    bigint NOT NULL,
  -- How many there have to be of what is counted.
  threshold      integer,
  -- Within which time it is counted; how young an account is.
  within_minutes integer,
  valid_from     timestamptz(3) NOT NULL,
  valid_until    timestamptz(3),
  reason         text NOT NULL,

  CONSTRAINT risk_rule_kind CHECK (kind IN ('amount', 'new_account', 'many_payments', 'many_numbers',
    'shared_number', 'number_elsewhere')),
  CONSTRAINT risk_rule_action CHECK (action IN ('review', 'refuse')),
  CONSTRAINT risk_rule_money CHECK (from_amount >= 0 AND currency ~ '^[A-Z]{3}$'),
  -- One is what there always is. The latest 200 payments of an account are counted.
  CONSTRAINT risk_rule_threshold CHECK (
    (kind IN ('many_payments', 'many_numbers', 'shared_number')) = (threshold IS NOT NULL)
    AND threshold BETWEEN 2 AND 200),
  -- Numbers are known for 90 days.
  CONSTRAINT risk_rule_within CHECK (
    (kind IN ('new_account', 'many_payments', 'many_numbers', 'shared_number')) = (within_minutes IS NOT NULL)
    AND within_minutes BETWEEN 1 AND 129600),
  CONSTRAINT risk_rule_window CHECK (valid_until > valid_from),
  CONSTRAINT risk_rule_reason CHECK (reason <> ''),
  -- One of a kind at a time.
  CONSTRAINT risk_rule_overlap EXCLUDE USING gist (
    kind WITH =, action WITH =, currency WITH =, tstzrange(valid_from, valid_until) WITH &&)
);

-- Payments that rules want a person to look at, from when they were opened.
CREATE TABLE risk_review (
  payment_id uuid PRIMARY KEY REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  payer_id   uuid NOT NULL,
  -- Which rules, as they were then, and what they saw.
  reasons    jsonb NOT NULL,
  state      text NOT NULL DEFAULT 'open',
  decided_by uuid,
  decided_at timestamptz(3),
  -- Why, in the words of whoever decided.
  words      text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),

  CONSTRAINT risk_review_state CHECK (state IN ('open', 'released', 'refunded')),
  CONSTRAINT risk_review_reasons CHECK (jsonb_array_length(reasons) > 0),
  CONSTRAINT risk_review_decided CHECK ((state = 'open') = (decided_by IS NULL)
    AND (decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT risk_review_own CHECK (decided_by <> payer_id)
);
CREATE INDEX risk_review_state_payment_id_idx ON risk_review (state, payment_id);
CREATE INDEX risk_review_payer_id_idx ON risk_review (payer_id);

-- What was seen stays, and a decision is for ever; only its words may be forgotten.
CREATE FUNCTION risk_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.payment_id, NEW.payer_id, NEW.reasons, NEW.created_at)
       IS DISTINCT FROM (OLD.payment_id, OLD.payer_id, OLD.reasons, OLD.created_at)
     OR (OLD.state <> 'open' AND (NEW.state, NEW.decided_by, NEW.decided_at)
       IS DISTINCT FROM (OLD.state, OLD.decided_by, OLD.decided_at)) THEN
    RAISE EXCEPTION 'the review of payment % cannot change', OLD.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER risk_review_stays BEFORE UPDATE ON risk_review
  FOR EACH ROW EXECUTE FUNCTION risk_review_stays();

-- Nobody earns by a payment that waits for a decision, whatever a program does.
CREATE FUNCTION earning_waits_for_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM risk_review WHERE payment_id = NEW.payment_id AND state = 'open') THEN
    RAISE EXCEPTION 'payment % waits for a decision', NEW.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER earning_waits_for_review BEFORE UPDATE OF posted_at ON earning
  FOR EACH ROW WHEN (OLD.posted_at IS NULL AND NEW.posted_at IS NOT NULL AND NEW.at_cost_of = 'learner')
  EXECUTE FUNCTION earning_waits_for_review();

-- By which phone numbers an account has paid lately. Of a number there is a keyed digest.
CREATE TABLE payer_number (
  digest   bytea NOT NULL,
  payer_id uuid NOT NULL,
  last_at  timestamptz(3) NOT NULL,

  CONSTRAINT payer_number_pkey PRIMARY KEY (digest, payer_id),
  CONSTRAINT payer_number_digest CHECK (octet_length(digest) = 32)
);
CREATE INDEX payer_number_payer_id_idx ON payer_number (payer_id);

-- The first rules. A lesson costs 1 500 to 15 000 francs and a month of lessons 50 000: what is smaller is not
-- looked at, and what is refused can be paid an hour later, or by lesson. Other money by about what it is worth.
INSERT INTO risk_rule
  (kind, action, currency, from_amount, threshold, within_minutes, valid_from, reason)
SELECT kind, action, currency, (francs * minor_per_franc)::bigint, threshold, within_minutes, now(), reason
FROM (VALUES ('XOF', 1.0), ('XAF', 1.0), ('EUR', 0.15), ('USD', 0.17), ('CAD', 0.23))
    AS money (currency, minor_per_franc),
  (VALUES
    ('amount', 'review', 500000, NULL::int, NULL::int, 'As large as a payout that two people decide about.'),
    ('new_account', 'review', 150000, NULL, 1440, 'Months of lessons, paid on the first day.'),
    ('new_account', 'refuse', 500000, NULL, 60, 'A school year of lessons, paid within an hour.'),
    ('many_payments', 'review', 50000, 10, 60, 'Nobody books ten large payments within an hour.'),
    ('many_payments', 'refuse', 50000, 30, 60, 'A program, or somebody who tries cards.'),
    ('many_numbers', 'review', 50000, 4, 1440, 'A family has two or three wallets.'),
    ('shared_number', 'review', 50000, 4, 10080, 'A wallet that pays for many accounts.'),
    ('number_elsewhere', 'review', 100000, NULL, NULL, 'The wallet is of another country than its user.'))
    AS rule (kind, action, francs, threshold, within_minutes, reason);

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON risk_rule FROM payment_service;
  END IF;
END $$;
