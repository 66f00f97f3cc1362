-- The parent who booked for a child, and pays.
ALTER TABLE booking_terms ADD COLUMN payer_id uuid;
