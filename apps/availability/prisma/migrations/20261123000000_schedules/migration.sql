CREATE TABLE schedule (
  provider_id uuid PRIMARY KEY,
  version     integer NOT NULL DEFAULT 1,
  rules       jsonb NOT NULL,
  updated_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT schedule_rules CHECK (jsonb_typeof(rules) = 'object' AND rules ? 'timeZone')
);

CREATE TABLE offer (
  provider_id   uuid PRIMARY KEY,
  version       integer NOT NULL,
  published     boolean NOT NULL,
  modes         text[] NOT NULL,
  rate_amount   bigint,
  rate_currency text,

  CONSTRAINT offer_modes CHECK (modes <@ ARRAY['online', 'in_person']),
  CONSTRAINT offer_rate CHECK (rate_amount >= 0 AND rate_currency ~ '^[A-Z]{3}$'),
  -- A published offer has its price. COALESCE because a CHECK lets null pass.
  CONSTRAINT offer_priced CHECK (
    NOT published OR COALESCE(rate_amount, -1) >= 0 AND rate_currency IS NOT NULL)
);

CREATE TABLE booked_time (
  booking_id  uuid PRIMARY KEY,
  provider_id uuid NOT NULL,
  busy_from   timestamptz(3) NOT NULL,
  busy_until  timestamptz(3) NOT NULL,
  freed       boolean NOT NULL,
  version     integer NOT NULL,

  CONSTRAINT booked_time_interval CHECK (busy_from < busy_until)
);

-- "What is taken from here on": a provider has few rows whose end lies ahead, and all that a look-up
-- needs is in the index. No two overlap, so a GiST index would only cost more to keep.
CREATE INDEX booked_time_provider_id_busy_until_busy_from_idx
  ON booked_time (provider_id, busy_until, busy_from) INCLUDE (freed);
CREATE INDEX booked_time_busy_until_idx ON booked_time (busy_until);
