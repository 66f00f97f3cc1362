CREATE TABLE profile (
  provider_id   uuid PRIMARY KEY,
  kind          text NOT NULL,
  state         text NOT NULL DEFAULT 'draft',
  display_name  text NOT NULL,
  headline      text,
  bio           text,
  subjects      text[] NOT NULL,
  languages     text[] NOT NULL,
  modes         text[] NOT NULL,
  rate_amount   bigint,
  rate_currency text,
  lat           double precision,
  lng           double precision,
  city          text,
  country       text,
  radius_km     integer,
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT profile_kind CHECK (kind IN ('tutor', 'coach', 'mentor')),
  CONSTRAINT profile_state CHECK (state IN ('draft', 'published')),
  CONSTRAINT profile_modes CHECK (modes <@ ARRAY['online', 'in_person']),
  CONSTRAINT profile_rate CHECK (
    (rate_amount IS NULL) = (rate_currency IS NULL)
    AND rate_amount >= 0 AND rate_currency ~ '^[A-Z]{3}$'),
  CONSTRAINT profile_location CHECK (
    (lat IS NULL) = (lng IS NULL) AND lat BETWEEN -90 AND 90 AND lng BETWEEN -180 AND 180),
  CONSTRAINT profile_radius CHECK (radius_km > 0)
);

-- Walked by provider id when a projection is rebuilt.
CREATE INDEX profile_published ON profile (provider_id) WHERE state = 'published';
