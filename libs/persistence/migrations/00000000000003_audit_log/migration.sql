-- Who did what (see libs/identity): ids, codes and counts only.
CREATE TABLE audit_log (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  action       text NOT NULL,
  actor_kind   text NOT NULL CHECK (actor_kind IN ('user', 'service', 'anonymous')),
  -- A user's id or a service's name.
  actor_id     text,
  session_id   uuid,
  subject_kind text NOT NULL,
  subject_id   text,
  request_id   text,
  details      jsonb NOT NULL DEFAULT '{}',

  CONSTRAINT audit_log_actor CHECK ((actor_kind = 'anonymous') = (actor_id IS NULL))
);
CREATE INDEX audit_log_subject ON audit_log (subject_kind, subject_id, id);
CREATE INDEX audit_log_actor_id ON audit_log (actor_id, id);

-- Append-only: the service itself can neither change nor remove what it has written here.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_schema() || '_service') THEN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM %I',
      current_schema() || '_service');
  END IF;
END $$;
