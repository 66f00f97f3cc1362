-- Claims of the queue that ends holds. When a hold is first due says hold_expires_at, which has an
-- index; these are written only once it is over, so that no index changes with a claim.
ALTER TABLE booking
  ADD COLUMN expiry_due_at   timestamptz(3),
  ADD COLUMN expiry_attempts integer NOT NULL DEFAULT 0;
