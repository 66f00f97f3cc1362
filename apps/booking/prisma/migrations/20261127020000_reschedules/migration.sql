-- How often whoever booked a lesson has moved it.
ALTER TABLE booking
  ADD COLUMN reschedules smallint NOT NULL DEFAULT 0,
  ADD CONSTRAINT booking_reschedules CHECK (reschedules BETWEEN 0 AND 3);
