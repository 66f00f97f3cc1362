-- Rules that count cards that were declined. An event of a psp says that one was; nothing of the card is kept.
ALTER TABLE psp_event DROP CONSTRAINT psp_event_kind;
ALTER TABLE psp_event
  ADD CONSTRAINT psp_event_kind CHECK (kind IN ('payment', 'refund', 'dispute', 'payout', 'decline'));

CREATE TABLE payer_decline (
  event_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  at       timestamptz(3) NOT NULL,

  CONSTRAINT payer_decline_pkey PRIMARY KEY (event_id)
);
CREATE INDEX payer_decline_payer_id_at_idx ON payer_decline (payer_id, at);

ALTER TABLE risk_rule
  DROP CONSTRAINT risk_rule_kind,
  DROP CONSTRAINT risk_rule_threshold,
  DROP CONSTRAINT risk_rule_within;
ALTER TABLE risk_rule
  ADD CONSTRAINT risk_rule_kind CHECK (kind IN ('amount', 'new_account', 'many_payments', 'many_numbers',
    'shared_number', 'number_elsewhere', 'many_cards', 'shared_card', 'many_declines')),
  ADD CONSTRAINT risk_rule_threshold CHECK (
    (kind IN ('many_payments', 'many_numbers', 'shared_number', 'many_cards', 'shared_card', 'many_declines'))
      = (threshold IS NOT NULL)
    AND threshold BETWEEN 2 AND 200),
  -- Numbers, cards and declines are known for 90 days.
  ADD CONSTRAINT risk_rule_within CHECK (
    (kind IN ('new_account', 'many_payments', 'many_numbers', 'shared_number', 'many_cards', 'shared_card',
      'many_declines')) = (within_minutes IS NOT NULL)
    AND within_minutes BETWEEN 1 AND 129600);

-- Whoever mistypes a number or has too little on a card is declined a few times; whoever tries out cards is so over and over.
INSERT INTO risk_rule
  (kind, action, currency, from_amount, threshold, within_minutes, valid_from, reason)
SELECT 'many_declines', 'review', currency, (50000 * minor_per_franc)::bigint, 6, 1440, now(),
  'A card that is mistyped is declined once or twice.'
FROM (VALUES ('XOF', 1.0), ('XAF', 1.0), ('EUR', 0.15), ('USD', 0.17), ('CAD', 0.23))
  AS money (currency, minor_per_franc);
