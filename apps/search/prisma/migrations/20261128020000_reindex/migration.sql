-- Rebuilding of what can be found: see libs/work.
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
CREATE INDEX job_latest ON job (kind, created_at);
-- One at a time, whoever asks.
CREATE UNIQUE INDEX job_under_way ON job (kind) WHERE state IN ('waiting', 'running');
