-- A person reads all documents that are theirs, the newest first.
CREATE INDEX document_owner ON document (owner_id, issued_at) WHERE issued_at IS NOT NULL;
