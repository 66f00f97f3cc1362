-- unaccent() is only STABLE, because its dictionary could be changed; ours never is. The body is
-- parsed now, so that it means the same under any search_path, autovacuum's included.
CREATE FUNCTION fold(input text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(unaccent('unaccent'::regdictionary, input));

-- Each text is indexed the French way, the English way and word for word, because its language is
-- not known and names are in none.
CREATE FUNCTION search_vector(input text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN to_tsvector('pg_catalog.french', fold(input))
    || to_tsvector('pg_catalog.english', fold(input))
    || to_tsvector('pg_catalog.simple', fold(input));

-- Any text makes a query and none makes an error: that is what websearch_to_tsquery promises.
CREATE FUNCTION search_query(input text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN websearch_to_tsquery('pg_catalog.french', fold(input))
    || websearch_to_tsquery('pg_catalog.english', fold(input))
    || websearch_to_tsquery('pg_catalog.simple', fold(input));

CREATE TABLE listing (
  provider_id   uuid PRIMARY KEY,
  kind          text NOT NULL,
  display_name  text NOT NULL,
  headline      text NOT NULL,
  bio           text NOT NULL,
  subjects      text[] NOT NULL,
  keywords      text NOT NULL,
  languages     text[] NOT NULL,
  modes         text[] NOT NULL,
  rate_amount   bigint NOT NULL,
  rate_currency text NOT NULL,
  city          text,
  country       text,
  location      geography(Point, 4326),
  radius_km     integer,
  rating        real,
  review_count  integer NOT NULL DEFAULT 0,
  score         integer NOT NULL,
  indexed_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  -- What typing mistakes are looked for in.
  names    text GENERATED ALWAYS AS (fold(display_name)) STORED,
  document tsvector GENERATED ALWAYS AS (
    setweight(search_vector(display_name || ' ' || keywords), 'A')
    || setweight(search_vector(headline || ' ' || coalesce(city, '')), 'B')
    || setweight(search_vector(bio), 'D')) STORED,

  CONSTRAINT listing_kind CHECK (kind IN ('tutor', 'coach', 'mentor')),
  CONSTRAINT listing_modes CHECK (modes <@ ARRAY['online', 'in_person']),
  CONSTRAINT listing_rate CHECK (rate_amount >= 0 AND rate_currency ~ '^[A-Z]{3}$'),
  CONSTRAINT listing_radius CHECK (radius_km > 0),
  CONSTRAINT listing_rating CHECK (rating BETWEEN 0 AND 5 AND review_count >= 0),
  CONSTRAINT listing_score_range CHECK (score BETWEEN 0 AND 1000)
);

-- The three orders in which pages walk.
CREATE INDEX listing_score ON listing (kind, score, provider_id);
CREATE INDEX listing_price ON listing (kind, rate_currency, rate_amount, provider_id);
CREATE INDEX listing_place ON listing USING gist (location);
CREATE INDEX listing_travel ON listing USING gist (location)
  WHERE kind = 'tutor' AND modes @> ARRAY['in_person'];
-- The filters.
CREATE INDEX listing_document ON listing USING gin (document);
CREATE INDEX listing_names ON listing USING gin (names gin_trgm_ops);
CREATE INDEX listing_subjects ON listing USING gin (subjects);
CREATE INDEX listing_languages ON listing USING gin (languages);

-- Outlives the listing, so that a late message cannot bring a withdrawn profile back.
CREATE TABLE listing_version (
  provider_id uuid PRIMARY KEY,
  version     integer NOT NULL
);
