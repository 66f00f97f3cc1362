import { statement } from '@edu/persistence';

/** A psp's event, once; one that is not for us is done with at once. */
export const STORE_PSP_EVENT = statement(
  { id: 'uuid', psp: 'text', eventId: 'text', type: 'text', kind: 'text?', ref: 'text?' },
  `INSERT INTO psp_event (id, psp, event_id, type, kind, ref, due_at, processed_at, outcome)
   VALUES (:id, :psp, :eventId, :type, :kind, :ref,
     CASE WHEN :kind IS NOT NULL THEN now() END, CASE WHEN :kind IS NULL THEN now() END,
     CASE WHEN :kind IS NULL THEN 'ignored' END)
   ON CONFLICT (psp, event_id) DO NOTHING
   RETURNING kind`,
).returns<{ kind: string | null }>();
