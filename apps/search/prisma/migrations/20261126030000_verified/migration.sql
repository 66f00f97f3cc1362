-- What was checked of the person and counts, as the profile has it.
ALTER TABLE listing ADD COLUMN verified text[] NOT NULL DEFAULT '{}';

-- The same words as before and those of what was checked: one index still answers every filter.
CREATE FUNCTION listing_tags(
  kind text, subjects text[], languages text[], modes text[], country text, currency text,
  amount bigint, verified text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN listing_tags(kind, subjects, languages, modes, country, currency, amount)
    || ARRAY(SELECT 'verified:' || checked FROM unnest(verified) AS checked);

CREATE INDEX listing_verified_tags ON listing USING gin (
  listing_tags(kind, subjects, languages, modes, country, rate_currency, rate_amount, verified));
DROP INDEX listing_tags;
