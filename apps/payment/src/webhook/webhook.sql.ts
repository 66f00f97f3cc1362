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

/**
 * What an unsigned event names, or whose digest it bears, if it is at that psp: whether news of it can change anything, and whether
 * it is about to be asked about anyway. What the psp calls it counts, once that is known: names can be made up without end.
 */
export const FIND_NAMED = statement(
  { psp: 'text', id: 'uuid?', digest: 'text?', ref: 'text?' },
  `WITH named AS (
     SELECT 'payment' AS kind, coalesce(psp_ref, :ref) AS ref, due_at FROM payment
     WHERE psp = :psp AND (id = :id OR notice_digest = :digest)
     UNION ALL
     SELECT 'payout', coalesce(psp_ref, :ref), due_at FROM payout WHERE psp = :psp AND id = :id)
   SELECT kind, ref, due_at IS NOT NULL AS "isOpen", EXISTS (
     SELECT FROM psp_event AS event
     WHERE event.psp = :psp AND event.ref = named.ref AND event.due_at IS NOT NULL) AS "isAsked"
   FROM named`,
).returns<{ kind: 'payment' | 'payout'; ref: string; isOpen: boolean; isAsked: boolean }>();
