-- Where a provider gives lessons in person: sealed, for whoever has booked one.
CREATE TABLE exact_address (
  provider_id uuid PRIMARY KEY,
  sealed_key  bytea NOT NULL,
  sealed      bytea NOT NULL,
  updated_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- Who has booked with whom: a copy of what the booking service says.
CREATE TABLE lesson (
  booking_id  uuid PRIMARY KEY,
  learner_id  uuid NOT NULL,
  payer_id    uuid,
  provider_id uuid NOT NULL,
  mode        text,
  ends_at     timestamptz(3) NOT NULL,
  state       text NOT NULL,
  version     integer NOT NULL,

  CONSTRAINT lesson_state CHECK (state IN ('stands', 'canceled')),
  CONSTRAINT lesson_mode_known CHECK (mode IS NOT NULL OR state = 'canceled')
);
CREATE INDEX lesson_ends ON lesson (ends_at);
