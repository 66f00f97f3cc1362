-- The line that names the columns of a statement: only its first part has it.
ALTER TABLE reconciliation_run ADD COLUMN columns text;
