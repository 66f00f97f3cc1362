-- Seats of one group lesson share one classroom.
ALTER TABLE room ADD COLUMN group_id uuid;
CREATE INDEX room_group ON room (group_id) WHERE group_id IS NOT NULL;
ALTER TABLE room
  DROP CONSTRAINT room_outcome,
  -- `shared`: others of the group lesson are in it.
  ADD CONSTRAINT room_outcome CHECK (outcome IN ('deleted', 'not_found', 'given_up', 'shared'));
