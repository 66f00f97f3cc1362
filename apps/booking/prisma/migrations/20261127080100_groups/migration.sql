-- A lesson with seats. It takes its provider's time as soon as it is offered.
CREATE TABLE group_lesson (
  id             uuid PRIMARY KEY,
  provider_id    uuid NOT NULL,
  state          text NOT NULL,
  title          text NOT NULL,
  subject        text,
  mode           text NOT NULL,
  starts_at      timestamptz(3) NOT NULL,
  ends_at        timestamptz(3) NOT NULL,
  busy_from      timestamptz(3) NOT NULL,
  busy_until     timestamptz(3) NOT NULL,
  seats          smallint NOT NULL,
  price_amount   bigint NOT NULL,
  price_currency text NOT NULL,
  zone           text NOT NULL,
  policy         jsonb NOT NULL,
  version        integer NOT NULL DEFAULT 1,
  created_at     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT group_lesson_state CHECK (state IN ('open', 'canceled')),
  CONSTRAINT group_lesson_mode CHECK (mode IN ('online', 'in_person')),
  CONSTRAINT group_lesson_seats CHECK (seats >= 2),
  CONSTRAINT group_lesson_price CHECK (price_amount > 0 AND price_currency ~ '^[A-Z]{3}$'),
  CONSTRAINT group_lesson_times CHECK (
    starts_at < ends_at AND busy_from <= starts_at AND ends_at <= busy_until),
  CONSTRAINT group_lesson_capacity UNIQUE (id, seats),
  CONSTRAINT group_lesson_overlap EXCLUDE USING gist (
    provider_id WITH =, tstzrange(busy_from, busy_until, '[)') WITH &&
  ) WHERE (state = 'open')
);
CREATE INDEX group_lesson_ahead ON group_lesson (provider_id, ends_at);

-- A booking of a seat: one of those that there are, and nobody else's.
ALTER TABLE booking
  ADD COLUMN group_id uuid,
  ADD COLUMN seat     smallint,
  ADD COLUMN seats    smallint,
  ADD CONSTRAINT booking_group FOREIGN KEY (group_id, seats) REFERENCES group_lesson (id, seats),
  ADD CONSTRAINT booking_seat CHECK (
    num_nulls(group_id, seat, seats) IN (0, 3) AND seat BETWEEN 1 AND seats),
  -- Those of one group share its time; all others keep out of each other's.
  DROP CONSTRAINT booking_provider_overlap,
  ADD CONSTRAINT booking_provider_overlap EXCLUDE USING gist (
    provider_id WITH =,
    tstzrange(busy_from, busy_until, '[)') WITH &&,
    coalesce(group_id, id) WITH <>
  ) WHERE (state IN ('requested', 'proposed', 'pending', 'confirmed'));
CREATE UNIQUE INDEX booking_seat_once ON booking (group_id, seat)
  WHERE group_id IS NOT NULL AND state IN ('requested', 'proposed', 'pending', 'confirmed');
