-- What the sides of an objection and support write about it. The number bounds how often each may.
CREATE TABLE dispute_message (
  id         uuid PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES dispute (booking_id) ON DELETE CASCADE ON UPDATE CASCADE,
  side       text NOT NULL,
  number     smallint NOT NULL,
  written_by uuid NOT NULL,
  text       text NOT NULL,
  written_at timestamptz(3) NOT NULL,
  CONSTRAINT dispute_message_side CHECK (side IN ('learner', 'provider', 'support')),
  CONSTRAINT dispute_message_number CHECK (number BETWEEN 1 AND 10)
);
CREATE UNIQUE INDEX dispute_message_booking_id_side_number_key
  ON dispute_message (booking_id, side, number);
