-- At which levels a tutor teaches: `upper_secondary` for any subject, `maths:upper_secondary` for one.
ALTER TABLE listing ADD COLUMN levels text[] NOT NULL DEFAULT '{}';

-- The same words as before and those of the levels: one index still answers every filter.
CREATE FUNCTION listing_tags(
  kind text, subjects text[], languages text[], modes text[], country text, currency text,
  amount bigint, verified text[], levels text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN listing_tags(kind, subjects, languages, modes, country, currency, amount, verified)
    || ARRAY(SELECT 'level:' || level FROM unnest(levels) AS level);

CREATE INDEX listing_level_tags ON listing USING gin (listing_tags(
  kind, subjects, languages, modes, country, rate_currency, rate_amount, verified, levels));
DROP INDEX listing_verified_tags;
