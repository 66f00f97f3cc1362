-- What children ask their parents for because it is beyond their caps.
CREATE TABLE approval (
  id             uuid PRIMARY KEY,
  child_id       uuid NOT NULL,
  provider_id    uuid NOT NULL,
  starts_at      timestamptz(3) NOT NULL,
  ends_at        timestamptz(3) NOT NULL,
  mode           text NOT NULL,
  subject        text,
  price_amount   bigint NOT NULL,
  price_currency text NOT NULL,
  beyond         text[] NOT NULL,
  state          text NOT NULL,
  asked_at       timestamptz(3) NOT NULL,
  expires_at     timestamptz(3) NOT NULL,
  decided_at     timestamptz(3),
  decided_by     uuid,
  reason         text,
  booking_id     uuid,
  due_at         timestamptz(3),
  attempts       integer NOT NULL DEFAULT 0,
  CONSTRAINT approval_before_start CHECK (expires_at <= starts_at),
  CONSTRAINT approval_booked CHECK ((state = 'approved') = (booking_id IS NOT NULL))
);
CREATE INDEX approval_child ON approval (child_id, expires_at);
CREATE INDEX approval_due ON approval (expires_at) WHERE state = 'open';
