-- Rules that count cards. By which card somebody pays is known once it is paid: such a rule can ask for a review, and
-- refuses nothing.
ALTER TABLE risk_rule
  DROP CONSTRAINT risk_rule_kind,
  DROP CONSTRAINT risk_rule_threshold,
  DROP CONSTRAINT risk_rule_within;
ALTER TABLE risk_rule
  ADD CONSTRAINT risk_rule_kind CHECK (kind IN ('amount', 'new_account', 'many_payments', 'many_numbers',
    'shared_number', 'number_elsewhere', 'many_cards', 'shared_card')),
  ADD CONSTRAINT risk_rule_cards CHECK (kind NOT IN ('many_cards', 'shared_card') OR action = 'review'),
  -- One is what there always is. The latest 200 payments of an account are counted.
  ADD CONSTRAINT risk_rule_threshold CHECK (
    (kind IN ('many_payments', 'many_numbers', 'shared_number', 'many_cards', 'shared_card'))
      = (threshold IS NOT NULL)
    AND threshold BETWEEN 2 AND 200),
  -- Numbers and cards are known for 90 days.
  ADD CONSTRAINT risk_rule_within CHECK (
    (kind IN ('new_account', 'many_payments', 'many_numbers', 'shared_number', 'many_cards', 'shared_card'))
      = (within_minutes IS NOT NULL)
    AND within_minutes BETWEEN 1 AND 129600);

-- By which cards an account has paid lately. Of what the psp knows a card by there is a keyed digest.
CREATE TABLE payer_card (
  digest   bytea NOT NULL,
  payer_id uuid NOT NULL,
  last_at  timestamptz(3) NOT NULL,

  CONSTRAINT payer_card_pkey PRIMARY KEY (digest, payer_id),
  CONSTRAINT payer_card_digest CHECK (octet_length(digest) = 32)
);
CREATE INDEX payer_card_payer_id_idx ON payer_card (payer_id);

-- What was seen stays. More may be seen until somebody decides: the card is known later than the rest.
CREATE OR REPLACE FUNCTION risk_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.payment_id, NEW.payer_id, NEW.created_at)
       IS DISTINCT FROM (OLD.payment_id, OLD.payer_id, OLD.created_at)
     OR (NEW.reasons IS DISTINCT FROM OLD.reasons
       AND NOT (OLD.state = 'open' AND NEW.state = 'open' AND NEW.reasons @> OLD.reasons))
     OR (OLD.state <> 'open' AND (NEW.state, NEW.decided_by, NEW.decided_at)
       IS DISTINCT FROM (OLD.state, OLD.decided_by, OLD.decided_at)) THEN
    RAISE EXCEPTION 'the review of payment % cannot change', OLD.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- A family shares a card, and a relative abroad pays for several: smaller payments are not looked at.
INSERT INTO risk_rule
  (kind, action, currency, from_amount, threshold, within_minutes, valid_from, reason)
SELECT kind, 'review', currency, (francs * minor_per_franc)::bigint, 4, within_minutes, now(), reason
FROM (VALUES ('XOF', 1.0), ('XAF', 1.0), ('EUR', 0.15), ('USD', 0.17), ('CAD', 0.23))
    AS money (currency, minor_per_franc),
  (VALUES
    ('many_cards', 50000, 1440, 'A family has two or three cards.'),
    ('shared_card', 150000, 10080, 'A card that pays months of lessons for many accounts.'))
    AS rule (kind, francs, within_minutes, reason);
