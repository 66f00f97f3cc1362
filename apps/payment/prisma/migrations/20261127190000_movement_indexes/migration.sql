-- A movement is looked up by what it is called. With psp and kind first, which thousands have in common,
-- a table that nobody has analysed yet is read from end to end for each of them.
CREATE UNIQUE INDEX psp_movement_ref_kind_psp_key ON psp_movement (ref, kind, psp);
DROP INDEX psp_movement_psp_kind_ref_key;
CREATE INDEX psp_movement_intent_ref_psp_idx ON psp_movement (intent_ref, psp);
DROP INDEX psp_movement_psp_intent_ref_idx;
CREATE INDEX psp_movement_own_id_psp_idx ON psp_movement (own_id, psp);
DROP INDEX psp_movement_own_id_idx;
CREATE INDEX psp_movement_moved_at_psp_idx ON psp_movement (moved_at, psp);
DROP INDEX psp_movement_psp_moved_at_idx;
