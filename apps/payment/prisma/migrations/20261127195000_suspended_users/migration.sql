-- Accounts to which nothing is paid out meanwhile. Events come in any order, and the latest one counts: both
-- times are those of the events.
CREATE TABLE suspended_user (
  user_id       uuid PRIMARY KEY,
  suspended_at  timestamptz(3),
  reinstated_at timestamptz(3),
  suspended     boolean NOT NULL GENERATED ALWAYS AS (
    coalesce(suspended_at, '-infinity') > coalesce(reinstated_at, '-infinity')
  ) STORED
);
CREATE INDEX suspended_user_since ON suspended_user (suspended_at) WHERE suspended;
