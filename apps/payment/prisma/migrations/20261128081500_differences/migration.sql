-- The lesson of which a held time is the dearer one: what is paid for it is the difference. Null for all others.
ALTER TABLE booking_terms ADD COLUMN moves_id uuid;
