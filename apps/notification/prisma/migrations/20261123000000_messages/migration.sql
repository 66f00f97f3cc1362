CREATE TABLE message (
  id           uuid PRIMARY KEY,
  event_id     uuid NOT NULL,
  user_id      uuid NOT NULL,
  channel      text NOT NULL,
  template     text NOT NULL,
  facts        jsonb NOT NULL,
  status       text NOT NULL DEFAULT 'pending',
  attempts     smallint NOT NULL DEFAULT 0,
  due_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  failure      text,
  title        text,
  body         text,
  link         text,
  created_at   timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  delivered_at timestamptz(3),
  read_at      timestamptz(3),

  -- Nobody hears of one event twice, whatever is redelivered or replayed.
  CONSTRAINT message_once UNIQUE (event_id, user_id, channel, template),
  CONSTRAINT message_channel CHECK (channel IN ('in_app', 'email', 'sms')),
  -- skipped: the person has no address for this channel.
  CONSTRAINT message_status CHECK (status IN ('pending', 'delivered', 'skipped', 'failed')),
  CONSTRAINT message_attempts CHECK (attempts >= 0),
  CONSTRAINT message_delivered CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
  -- The text of a message is kept only where it is read: in the app.
  CONSTRAINT message_text CHECK ((title IS NULL) = (body IS NULL)
    AND (title IS NULL OR channel = 'in_app')
    AND (title IS NOT NULL OR channel <> 'in_app' OR status <> 'delivered')),
  CONSTRAINT message_read CHECK (read_at IS NULL OR (channel = 'in_app' AND status = 'delivered'))
);
CREATE INDEX message_due ON message (due_at) WHERE status = 'pending';
CREATE INDEX message_inbox ON message (user_id, id DESC)
  WHERE channel = 'in_app' AND status = 'delivered';
CREATE INDEX message_unread ON message (user_id)
  WHERE channel = 'in_app' AND status = 'delivered' AND read_at IS NULL;

CREATE TABLE preference (
  user_id    uuid PRIMARY KEY,
  email      boolean NOT NULL,
  sms        boolean NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE booking_ref (
  booking_id  uuid PRIMARY KEY,
  learner_id  uuid NOT NULL,
  provider_id uuid NOT NULL,
  starts_at   timestamptz(3) NOT NULL,
  ends_at     timestamptz(3) NOT NULL,
  zone        text,
  version     integer NOT NULL
);
