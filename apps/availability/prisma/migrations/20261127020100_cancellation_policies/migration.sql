-- What a cancellation gives back: by the country of the provider, by name, and in time. A change is a
-- new row from a day on, announced by being written before it: a booking keeps the policy of its day.
CREATE TABLE cancellation_policy (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- ISO 3166-1 alpha-2; '*' for countries that have none of their own.
  country       text NOT NULL DEFAULT '*',
  name          text NOT NULL,
  -- As in the contract: hoursBefore, refundPct, providerSharePct.
  tiers         jsonb NOT NULL,
  grace_minutes integer NOT NULL,
  valid         tstzrange NOT NULL,

  CONSTRAINT cancellation_policy_country CHECK (country ~ '^([A-Z]{2}|\*)$'),
  CONSTRAINT cancellation_policy_grace CHECK (grace_minutes >= 0),
  CONSTRAINT cancellation_policy_window CHECK (NOT isempty(valid)),
  -- At every moment one at most.
  CONSTRAINT cancellation_policy_once EXCLUDE USING gist (
    country WITH =, name WITH =, valid WITH &&)
);

INSERT INTO cancellation_policy (name, tiers, grace_minutes, valid)
SELECT name, (
    SELECT jsonb_agg(jsonb_build_object('hoursBefore', hours::int, 'refundPct', pct::int,
      'providerSharePct', 100 - pct::int))
    FROM unnest(hours_before, refund_pct) AS tier (hours, pct)), 15, '[,)'
FROM (VALUES
  ('flexible', '{12,0}'::int[], '{100,50}'::int[]),
  ('moderate', '{24,4,0}', '{100,50,0}'),
  ('strict', '{48,24,0}', '{100,50,0}')) AS template (name, hours_before, refund_pct);

ALTER TABLE offer ADD COLUMN country text;
