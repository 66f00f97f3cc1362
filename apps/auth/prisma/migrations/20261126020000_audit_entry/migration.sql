-- breaks-before: 20261126020000_audit_entry
-- Entries are in audit_log. No release has written these, so none is lost and no rollout is broken.
DROP TABLE audit_entry;
