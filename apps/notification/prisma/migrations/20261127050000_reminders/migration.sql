-- Whether the lesson takes place, as far as bookings' events have said: paid, and not called off.
ALTER TABLE booking_ref ADD COLUMN stands boolean NOT NULL DEFAULT false;
ALTER TABLE booking_ref ALTER COLUMN stands DROP DEFAULT;

-- Reminders of lessons that are ahead. A row names the time that it is about: when the lesson was moved
-- or called off, the row finds nothing that fits it, and goes.
CREATE TABLE reminder (
  id         uuid PRIMARY KEY,
  booking_id uuid NOT NULL,
  kind       text NOT NULL,
  starts_at  timestamptz(3) NOT NULL,
  due_at     timestamptz(3) NOT NULL,
  attempts   integer NOT NULL DEFAULT 0,
  sent_at    timestamptz(3),

  -- Nobody is reminded of one time of a lesson twice, also when it is moved away and back.
  CONSTRAINT reminder_once UNIQUE (booking_id, kind, starts_at),
  CONSTRAINT reminder_kind CHECK (kind IN ('day', 'hour')),
  CONSTRAINT reminder_ahead CHECK (sent_at IS NOT NULL OR attempts > 0 OR due_at < starts_at)
);
CREATE INDEX reminder_due ON reminder (due_at) WHERE sent_at IS NULL;
CREATE INDEX reminder_over ON reminder (starts_at);

ALTER TABLE preference ADD COLUMN reminders boolean NOT NULL DEFAULT true;
