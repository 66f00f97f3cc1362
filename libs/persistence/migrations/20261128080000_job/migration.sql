-- Work that somebody waits for, or that takes days (see libs/work): in every schema, as two of them have it.
CREATE TABLE IF NOT EXISTS job (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL,
  user_id    uuid,
  state      text NOT NULL DEFAULT 'waiting'
    CONSTRAINT job_state CHECK (state IN ('waiting', 'running', 'done', 'failed', 'canceled')),
  -- How many steps are done, the name of the one that runs, and how far all of it is.
  step       smallint NOT NULL DEFAULT 0,
  message    text NOT NULL DEFAULT '',
  percent    smallint NOT NULL DEFAULT 0,
  data       jsonb NOT NULL,
  due_at     timestamptz(3),
  attempts   integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ended_at   timestamptz(3)
);
ALTER TABLE job
  -- Nobody's: the calendar began it.
  ALTER COLUMN user_id DROP NOT NULL,
  -- Why the step was not done the last time: a code.
  ADD COLUMN failure text;
CREATE INDEX IF NOT EXISTS job_due ON job (kind, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS job_latest ON job (kind, created_at);
-- One at a time, whoever begins it.
CREATE UNIQUE INDEX job_retention_under_way ON job (kind)
  WHERE kind = 'retention' AND state IN ('waiting', 'running');
