-- When a later lesson of a series is next to be said to be due for payment; null once it was, or never.
ALTER TABLE booking
  ADD COLUMN payment_due_at       timestamptz(3),
  ADD COLUMN payment_due_attempts integer NOT NULL DEFAULT 0;
CREATE INDEX booking_payment_due ON booking (payment_due_at)
  WHERE payment_due_at IS NOT NULL AND state = 'pending';
