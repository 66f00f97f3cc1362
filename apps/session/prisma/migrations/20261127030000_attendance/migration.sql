-- What the server of classrooms said of a room, each event once. Who was there is worked out from all
-- of it, so it makes no difference in which order it came.
CREATE TABLE room_event (
  -- The server's own, or ours of what we saw when we asked.
  id              text PRIMARY KEY,
  booking_id      uuid NOT NULL REFERENCES room (booking_id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind            text NOT NULL,
  -- When it happened, by the server's clock.
  at              timestamptz(3) NOT NULL,
  user_id         uuid,
  -- One stay is a participant's sid and the time it joined: people who come back have another.
  participant_sid text,
  joined_at       timestamptz(3),
  CONSTRAINT room_event_kind CHECK (kind IN ('started', 'finished', 'joined', 'left', 'seen', 'listed')),
  CONSTRAINT room_event_person CHECK (
    CASE WHEN kind IN ('joined', 'left', 'seen')
      THEN user_id IS NOT NULL AND participant_sid IS NOT NULL AND joined_at IS NOT NULL
      ELSE num_nonnulls(user_id, participant_sid, joined_at) = 0 END)
);
CREATE INDEX room_event_booking_id_idx ON room_event (booking_id);

ALTER TABLE room
  -- When we next ask who is in the room; null until the lesson begins.
  ADD COLUMN watch_at timestamptz(3),
  ADD COLUMN watch_attempts integer NOT NULL DEFAULT 0,
  -- The start of the lesson whose attendance is decided: one that is moved is decided anew.
  ADD COLUMN decided_for timestamptz(3),
  ADD COLUMN decided_at timestamptz(3),
  ADD COLUMN verdict jsonb,
  ADD CONSTRAINT room_decided CHECK ((decided_at IS NULL) = (verdict IS NULL));

-- Nobody watched the lessons of before.
UPDATE room SET decided_for = starts_at WHERE ends_at <= now();

CREATE INDEX room_watched ON room (starts_at)
  WHERE state = 'open' AND mode = 'online' AND decided_for IS DISTINCT FROM starts_at;
