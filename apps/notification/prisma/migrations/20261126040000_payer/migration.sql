-- The parent who booked for a child reads what there is to read of the lesson.
ALTER TABLE booking_ref ADD COLUMN payer_id uuid;
