-- Jobs of the calendar (see libs/work): when each runs next, and whose turn it is.
CREATE TABLE calendar_job (
  name        text PRIMARY KEY,
  -- When and in which zone, as in `daily 02:00 Africa/Abidjan`.
  schedule    text NOT NULL,
  -- The occurrence that comes next, or that is being worked on.
  run_at      timestamptz(3) NOT NULL,
  -- When a replica may take it: `run_at`, later while one has it, and after a failure.
  due_at      timestamptz(3) NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  finished_at timestamptz(3)
);
