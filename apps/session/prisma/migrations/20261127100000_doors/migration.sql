-- The door of a lesson in person: its PIN is worked out from the booking and a secret, and not kept.
ALTER TABLE room
  -- The start of the lesson of which the other columns are: one that is moved has another PIN.
  ADD COLUMN door_for timestamptz(3),
  ADD COLUMN wrong_pins integer NOT NULL DEFAULT 0,
  -- When the right PIN was entered.
  ADD COLUMN checked_in_at timestamptz(3),
  ADD CONSTRAINT room_wrong_pins CHECK (wrong_pins BETWEEN 0 AND 5),
  ADD CONSTRAINT room_door CHECK (door_for IS NOT NULL OR (wrong_pins = 0 AND checked_in_at IS NULL));

-- A lesson in person has something to be decided on once the PIN was entered.
DROP INDEX room_watched;
CREATE INDEX room_watched ON room (starts_at)
  WHERE state = 'open' AND (mode = 'online' OR checked_in_at IS NOT NULL AND door_for = starts_at)
    AND decided_for IS DISTINCT FROM starts_at;
