-- Nobody finds or books whoever pauses; the lessons that are booked take place.
ALTER TABLE profile
  DROP CONSTRAINT profile_state,
  ADD CONSTRAINT profile_state CHECK (state IN ('draft', 'published', 'paused'));
