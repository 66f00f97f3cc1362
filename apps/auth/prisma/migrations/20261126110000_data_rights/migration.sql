-- Exports, erasures and the messages about them: see libs/work.
CREATE TABLE job (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL,
  user_id    uuid NOT NULL,
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
CREATE INDEX job_due ON job (kind, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX job_of_user ON job (user_id, kind, created_at);

-- The erasure that is asked for: the account is closed meanwhile.
ALTER TABLE account ADD COLUMN erasure_id uuid;
