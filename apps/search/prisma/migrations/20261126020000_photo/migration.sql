-- Addresses of the picture's copies, as the profile has them.
ALTER TABLE listing ADD COLUMN photo jsonb;
