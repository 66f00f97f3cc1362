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

-- However an online room closes, by an event, by a rebuild or by an older build: people may be in it.
CREATE FUNCTION close_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.due_at := clock_timestamp();
  RETURN NEW;
END;
$$;
CREATE TRIGGER room_closed BEFORE UPDATE ON room FOR EACH ROW
  WHEN (OLD.state = 'open' AND NEW.state = 'closed' AND OLD.mode = 'online')
  EXECUTE FUNCTION close_room();
