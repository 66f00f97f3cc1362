CREATE TABLE booking (
  id              uuid PRIMARY KEY,
  learner_id      uuid NOT NULL,
  provider_id     uuid NOT NULL,
  state           text NOT NULL,
  mode            text NOT NULL,
  starts_at       timestamptz(3) NOT NULL,
  ends_at         timestamptz(3) NOT NULL,
  busy_from       timestamptz(3) NOT NULL,
  busy_until      timestamptz(3) NOT NULL,
  price_amount    bigint NOT NULL,
  price_currency  text NOT NULL,
  zone            text NOT NULL,
  policy          jsonb NOT NULL,
  subject         text,
  hold_expires_at timestamptz(3),
  hold_number     smallint,
  payment_id      uuid,
  version         integer NOT NULL DEFAULT 1,
  created_at      timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at      timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT booking_state CHECK (state IN
    ('pending', 'confirmed', 'completed', 'no_show', 'expired', 'canceled', 'refunded')),
  CONSTRAINT booking_mode CHECK (mode IN ('online', 'in_person')),
  CONSTRAINT booking_price CHECK (price_amount >= 0 AND price_currency ~ '^[A-Z]{3}$'),
  CONSTRAINT booking_times CHECK (
    starts_at < ends_at AND busy_from <= starts_at AND ends_at <= busy_until),
  CONSTRAINT booking_not_self CHECK (learner_id <> provider_id),
  -- A pending booking is a hold: it ends by itself, and takes one of the learner's three places.
  CONSTRAINT booking_hold CHECK (
    (state = 'pending') = (hold_number IS NOT NULL AND hold_expires_at IS NOT NULL)),
  CONSTRAINT booking_hold_number CHECK (hold_number BETWEEN 1 AND 3),
  CONSTRAINT booking_paid CHECK (state <> 'confirmed' OR payment_id IS NOT NULL),

  -- The rule that the whole platform stands on: nobody is booked twice at one time, neither the
  -- provider (with buffers) nor the learner. Half-open, so 10-11 and 11-12 fit.
  CONSTRAINT booking_provider_overlap EXCLUDE USING gist (
    provider_id WITH =, tstzrange(busy_from, busy_until, '[)') WITH &&
  ) WHERE (state IN ('pending', 'confirmed')),
  CONSTRAINT booking_learner_overlap EXCLUDE USING gist (
    learner_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&
  ) WHERE (state IN ('pending', 'confirmed'))
);

CREATE UNIQUE INDEX booking_holds ON booking (learner_id, hold_number) WHERE state = 'pending';
CREATE INDEX booking_due_holds ON booking (hold_expires_at) WHERE state = 'pending';
CREATE INDEX booking_learner_id_starts_at_id_idx ON booking (learner_id, starts_at, id);
CREATE INDEX booking_provider_id_starts_at_id_idx ON booking (provider_id, starts_at, id);

CREATE TABLE booking_transition (
  id         bigserial PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  from_state text,
  to_state   text NOT NULL,
  actor      text NOT NULL,
  reason     text NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX booking_transition_booking_id_id_idx ON booking_transition (booking_id, id);
