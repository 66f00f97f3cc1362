-- Long flows, one row each: see libs/process.
CREATE TABLE process (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text NOT NULL,
  -- What it is about: a booking.
  subject_id uuid NOT NULL,
  state      text NOT NULL,
  data       jsonb NOT NULL,
  version    integer NOT NULL DEFAULT 1,
  -- When it goes on by itself; null while it waits for a fact, and once it is over.
  due_at     timestamptz(3),
  attempts   integer NOT NULL DEFAULT 0,
  started_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT process_once UNIQUE (kind, subject_id)
);
CREATE INDEX process_due ON process (kind, due_at) WHERE due_at IS NOT NULL;

-- Accounts that may neither book nor be booked, and when their bookings are next called off.
CREATE TABLE suspended_user (
  user_id      uuid PRIMARY KEY,
  suspended_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at       timestamptz(3),
  attempts     integer NOT NULL DEFAULT 0
);
CREATE INDEX suspended_user_due ON suspended_user (due_at) WHERE due_at IS NOT NULL;

-- How many holds a learner may have is a rule of the service; the index keeps their numbers apart.
ALTER TABLE booking DROP CONSTRAINT booking_hold_number;
ALTER TABLE booking ADD CONSTRAINT booking_hold_number CHECK (hold_number >= 1);
ALTER TABLE booking ADD CONSTRAINT booking_hold_before_start CHECK (hold_expires_at <= starts_at) NOT VALID;
