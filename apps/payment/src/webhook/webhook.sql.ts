import { statement } from '@edu/persistence';

/** An event that is not for us is kept as evidence and is done with. */
export const REMEMBER = statement(`
  INSERT INTO psp_event
    (id, psp, event_id, type, kind, ref, payload, due_at, processed_at, outcome)
  SELECT $1::uuid, $2::text, $3::text, $4::text, kind, $6::text, $7::jsonb,
    CASE WHEN kind IS NOT NULL THEN now() END, CASE WHEN kind IS NULL THEN now() END,
    CASE WHEN kind IS NULL THEN 'ignored' END
  FROM (SELECT $5::text AS kind) AS about
  ON CONFLICT (psp, event_id) DO NOTHING
  RETURNING kind`);
