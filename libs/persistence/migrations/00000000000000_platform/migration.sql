-- Tables that every service's schema has: see libs/persistence. They come before the service's own
-- migrations and belong to no Prisma model.

-- Events to publish, written in the transaction of the change that they tell.
CREATE TABLE outbox (
  sequence     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  subject      text NOT NULL,
  aggregate_id text NOT NULL,
  data         jsonb NOT NULL,
  request_id   text,
  traceparent  text,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (sequence) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

-- Messages handled, written in the transaction of their effect.
CREATE TABLE inbox (
  consumer     text NOT NULL,
  message_id   uuid NOT NULL,
  processed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer, message_id)
);
CREATE INDEX inbox_processed ON inbox (processed_at);

-- Answers to calls with an Idempotency-Key, written in the transaction of their effect.
CREATE TABLE idempotency (
  actor_id     uuid NOT NULL,
  route        text NOT NULL,
  key          text NOT NULL,
  request_hash text NOT NULL,
  response     jsonb NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (actor_id, route, key)
);
CREATE INDEX idempotency_created ON idempotency (created_at);
