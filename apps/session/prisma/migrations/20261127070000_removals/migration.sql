-- By which sign-in session somebody was let in: with its end they are sent out.
ALTER TABLE join_token ADD COLUMN sign_in_session_id uuid;
CREATE INDEX join_token_sign_in ON join_token (sign_in_session_id);
CREATE INDEX join_token_user ON join_token (user_id);

-- Who is to be sent out of a room at LiveKit.
CREATE TABLE removal (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  booking_id uuid NOT NULL REFERENCES room (booking_id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id    uuid NOT NULL,
  asked_at   timestamptz(3) NOT NULL,
  -- When LiveKit is told next; null when there is nothing more to tell.
  due_at     timestamptz(3),
  attempts   integer NOT NULL DEFAULT 0,
  -- Why the last attempt failed.
  failure    text,
  -- What became of it at LiveKit, and when that was known first.
  outcome    text,
  removed_at timestamptz(3),

  CONSTRAINT removal_outcome CHECK (outcome IN ('removed', 'not_found', 'given_up')),
  CONSTRAINT removal_once UNIQUE (booking_id, user_id)
);
CREATE INDEX removal_due ON removal (due_at) WHERE due_at IS NOT NULL;
