-- What the latest known version of a profile says of its provider, and when they last called off all lessons
-- to come.
CREATE TABLE provider_presence (
  provider_id   uuid PRIMARY KEY,
  version       integer NOT NULL,
  state         text NOT NULL,
  called_off_at timestamptz(3),
  -- When the last call-off arrived here; bookings are looked at for some seconds from then on.
  learnt_at     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at        timestamptz(3),
  attempts      integer NOT NULL DEFAULT 0,
  CONSTRAINT provider_presence_state CHECK (state IN ('published', 'paused', 'left')),
  CONSTRAINT provider_presence_due CHECK (due_at IS NULL OR called_off_at IS NOT NULL)
);
CREATE INDEX provider_presence_queue ON provider_presence (due_at) WHERE due_at IS NOT NULL;
