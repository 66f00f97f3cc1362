-- Every entry is chained to the one before, so that one that was changed, removed or slipped in is found
-- (see libs/identity: audit-chain.ts has the same formula).
ALTER TABLE audit_log
  -- For whom the actor does it, where that is somebody else.
  ADD COLUMN on_behalf_of text,
  -- A code that says why.
  ADD COLUMN reason text,
  ADD COLUMN position bigint,
  ADD COLUMN hash bytea,
  ADD CONSTRAINT audit_log_position UNIQUE (position);

-- How far the chain goes; one row. Who writes an entry waits for it only while it commits.
CREATE TABLE audit_head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  position bigint NOT NULL,
  hash     bytea NOT NULL
);
INSERT INTO audit_head (position, hash) VALUES (0, '');

CREATE FUNCTION audit_hash(entry audit_log, previous bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(entry.position, entry.id,
    entry.at AT TIME ZONE 'UTC', entry.action, entry.actor_kind, entry.actor_id, entry.session_id,
    entry.on_behalf_of, entry.subject_kind, entry.subject_id, entry.reason, entry.request_id,
    entry.details)::text, 'UTF8'))
$$;

CREATE FUNCTION audit_append(entry audit_log) RETURNS void LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
DECLARE head audit_head;
BEGIN
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  entry.position := head.position + 1;
  entry.hash := audit_hash(entry, head.hash);
  UPDATE audit_log SET position = entry.position, hash = entry.hash WHERE id = entry.id;
  UPDATE audit_head SET position = entry.position, hash = entry.hash;
END $$;

DO $$
DECLARE entry audit_log;
BEGIN
  FOR entry IN SELECT * FROM audit_log ORDER BY id LOOP PERFORM audit_append(entry); END LOOP;
END $$;

-- As the owner, for the service may change neither table. What another login writes is not chained, and
-- so found.
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path FROM CURRENT AS $$
BEGIN
  IF session_user = current_schema() || '_service' THEN PERFORM audit_append(NEW); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_log_chain AFTER INSERT ON audit_log
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_schema() || '_service') THEN
    EXECUTE format('REVOKE ALL ON audit_head FROM %I', current_schema() || '_service');
  END IF;
END $$;
