-- The words that a listing is filtered by are kept with it. Computed, they were made anew for every
-- row that an index of mistyped names proposed, by three functions that PostgreSQL cannot inline.
ALTER TABLE listing ADD COLUMN tags text[] NOT NULL GENERATED ALWAYS AS (listing_tags(
  kind, subjects, languages, modes, country, rate_currency, rate_amount, verified, levels)) STORED;

CREATE INDEX listing_kept_tags ON listing USING gin (tags);
DROP INDEX listing_level_tags;
