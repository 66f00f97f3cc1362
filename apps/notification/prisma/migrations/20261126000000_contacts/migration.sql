-- Where people are reached, as the auth service tells it. A person who is gone keeps the version, so
-- that nothing older brings them back.
CREATE TABLE contact (
  user_id    uuid PRIMARY KEY,
  version    integer NOT NULL,
  first_name text,
  email      text,
  phone      text,
  locale     text,
  zone       text,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  -- No locale: the person is gone.
  CONSTRAINT contact_gone CHECK (locale IS NOT NULL
    OR (first_name IS NULL AND email IS NULL AND phone IS NULL AND zone IS NULL))
);
