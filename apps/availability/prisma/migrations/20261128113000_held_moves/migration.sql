-- The lesson that a time is held for, as a move that waits for its payment: that lesson may go there otherwise.
ALTER TABLE booked_time ADD COLUMN moves_id uuid;
