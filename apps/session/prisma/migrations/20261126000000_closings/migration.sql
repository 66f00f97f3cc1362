-- A room that is closed here is closed at LiveKit as well.
ALTER TABLE room
  -- When LiveKit is told next; null when there is nothing to tell.
  ADD COLUMN due_at timestamptz(3),
  ADD COLUMN attempts integer NOT NULL DEFAULT 0,
  -- Why the last attempt failed.
  ADD COLUMN failure text,
  -- What became of the room at LiveKit, and when that was known.
  ADD COLUMN outcome text,
  ADD COLUMN ended_at timestamptz(3),
  ADD CONSTRAINT room_outcome CHECK (outcome IN ('deleted', 'not_found', 'given_up'));
CREATE INDEX room_due ON room (due_at) WHERE state = 'closed';
