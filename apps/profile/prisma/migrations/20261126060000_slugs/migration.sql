-- The readable end of a profile's address; null until it is published, and then its id stands there.
ALTER TABLE profile ADD COLUMN slug text;

-- Every one that a profile has had: those of before lead to the present one.
CREATE TABLE profile_slug (
  slug        text PRIMARY KEY,
  provider_id uuid NOT NULL REFERENCES profile ON DELETE CASCADE,
  -- What the name gives, without what tells people of one name apart.
  base        text NOT NULL,
  taken_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX profile_slug_provider_id_idx ON profile_slug (provider_id);
