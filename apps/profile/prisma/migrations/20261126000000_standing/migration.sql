-- Whether accounts may be used, as auth tells it. Events come in any order: the latest one counts.
CREATE TABLE standing (
  user_id   uuid PRIMARY KEY,
  suspended boolean NOT NULL,
  as_of     timestamptz(3) NOT NULL
);
