-- The readable end of the profile's address; null before the profile had one.
ALTER TABLE listing ADD COLUMN slug text;
