-- The parent who booked for a child may come along, or in its place.
ALTER TABLE room ADD COLUMN payer_id uuid;
