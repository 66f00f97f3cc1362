-- Secret addresses by which calendars of other programs follow somebody's lessons: only a hash is kept.
CREATE TABLE calendar_feed (
  user_id    uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  locale     text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT calendar_feed_hash CHECK (octet_length(token_hash) = 32)
);
