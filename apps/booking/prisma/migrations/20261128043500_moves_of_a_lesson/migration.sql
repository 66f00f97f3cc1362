-- Without it each booking that is deleted is looked for in all others.
CREATE INDEX booking_moves_id_idx ON booking (moves_id) WHERE moves_id IS NOT NULL;
