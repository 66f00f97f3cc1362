-- All that a listing is filtered by, as words of one GIN index: any number of filters is answered
-- by that index alone, so that a LIMIT bounds the rows that are read. Prices are in bands of a half
-- power of two; listing.domain.ts spells the same words.
CREATE FUNCTION listing_tags(
  kind text, subjects text[], languages text[], modes text[], country text, currency text,
  amount bigint) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_remove(ARRAY['kind:' || kind, 'country:' || country, 'currency:' || currency,
      'rate:' || currency || ':' || floor(2 * ln((amount + 1)::float8) / ln(2::float8))], NULL)
    || ARRAY(SELECT 'subject:' || subject FROM unnest(subjects) AS subject)
    || ARRAY(SELECT 'lang:' || language FROM unnest(languages) AS language)
    || ARRAY(SELECT 'mode:' || mode FROM unnest(modes) AS mode);

CREATE INDEX listing_tags ON listing USING gin (
  listing_tags(kind, subjects, languages, modes, country, rate_currency, rate_amount));
-- What they were for, the tags do.
DROP INDEX listing_subjects;
DROP INDEX listing_languages;

-- A place is only ever asked of tutors: no other listing lies between the nearest ones.
CREATE INDEX listing_tutor_place ON listing USING gist (location) WHERE kind = 'tutor';
DROP INDEX listing_place;

-- Who offers a subject, best first: an order that no index of an array has.
CREATE TABLE listing_subject (
  provider_id uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
  subject     text NOT NULL,
  kind        text NOT NULL,
  score       integer NOT NULL,
  PRIMARY KEY (provider_id, subject)
);
CREATE INDEX listing_subject_score ON listing_subject (subject, kind, score, provider_id);

-- Kept by the database, so that a build that does not know the table keeps it as well.
CREATE FUNCTION keep_listing_subjects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (new.kind, new.score, new.subjects) = (old.kind, old.score, old.subjects) THEN
      RETURN NULL;
    END IF;
    DELETE FROM listing_subject
    WHERE provider_id = new.provider_id AND subject <> ALL (new.subjects);
  END IF;
  INSERT INTO listing_subject (provider_id, subject, kind, score)
  SELECT DISTINCT new.provider_id, subject, new.kind, new.score FROM unnest(new.subjects) AS subject
  ON CONFLICT (provider_id, subject) DO UPDATE SET kind = excluded.kind, score = excluded.score;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_listing_subjects AFTER INSERT OR UPDATE ON listing
  FOR EACH ROW EXECUTE FUNCTION keep_listing_subjects();

INSERT INTO listing_subject (provider_id, subject, kind, score)
SELECT DISTINCT provider_id, subject, kind, score FROM listing, unnest(subjects) AS subject;

-- The words of a text, all of them; nothing in it is an operator, so that "-maths" finds maths and
-- no text asks for everything but a word, which would read the whole index.
CREATE FUNCTION words_query(input text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN plainto_tsquery('pg_catalog.french', fold(input))
    || plainto_tsquery('pg_catalog.english', fold(input))
    || plainto_tsquery('pg_catalog.simple', fold(input));
