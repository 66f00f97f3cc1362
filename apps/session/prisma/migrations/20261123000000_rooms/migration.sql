CREATE TABLE room (
  booking_id  uuid PRIMARY KEY,
  learner_id  uuid NOT NULL,
  provider_id uuid NOT NULL,
  mode        text,
  starts_at   timestamptz(3) NOT NULL,
  ends_at     timestamptz(3) NOT NULL,
  state       text NOT NULL,
  version     integer NOT NULL,
  updated_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT room_state CHECK (state IN ('open', 'closed')),
  CONSTRAINT room_mode CHECK (mode IN ('online', 'in_person')),
  -- Nobody enters a room of which we do not know whether it is one.
  CONSTRAINT room_mode_known CHECK (mode IS NOT NULL OR state = 'closed'),
  CONSTRAINT room_times CHECK (starts_at < ends_at),
  CONSTRAINT room_two_people CHECK (learner_id <> provider_id)
);

CREATE TABLE join_token (
  id         bigserial PRIMARY KEY,
  booking_id uuid NOT NULL REFERENCES room (booking_id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id    uuid NOT NULL,
  issued_at  timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX join_token_booking_id_id_idx ON join_token (booking_id, id);
