ALTER TABLE profile ADD COLUMN photo text,
  ADD CONSTRAINT profile_photo CHECK (photo ~ '^[0-9a-f]{32}$');

-- Files that people were given a place for.
CREATE TABLE upload (
  id           uuid PRIMARY KEY,
  owner_id     uuid NOT NULL,
  purpose      text NOT NULL,
  type         text NOT NULL,
  bytes        integer NOT NULL,
  expires_at   timestamptz(3) NOT NULL,
  completed_at timestamptz(3)
);
CREATE INDEX upload_expires_at ON upload (expires_at);

-- Objects that will be deleted; those that may be needed after all leave before they are due.
CREATE TABLE object_deletion (
  id       uuid PRIMARY KEY,
  target   text NOT NULL,
  due_at   timestamptz(3) NOT NULL,
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX object_deletion_due_at ON object_deletion (due_at);
