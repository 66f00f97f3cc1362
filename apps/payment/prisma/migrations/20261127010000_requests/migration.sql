-- A booking that waits for an answer is known, and cannot be paid.
ALTER TABLE booking_terms
  DROP CONSTRAINT booking_terms_state,
  ADD CONSTRAINT booking_terms_state CHECK (state IN ('requested', 'pending', 'confirmed', 'over'));
