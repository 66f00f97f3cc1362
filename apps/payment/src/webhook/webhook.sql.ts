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
 * The payment that an unsigned event names, or whose digest it bears, if it is at that psp: whether news of it
 * can change anything, and whether it is about to be asked about anyway.
 */
export const FIND_NAMED = statement(
  { psp: 'text', paymentId: 'uuid?', digest: 'text?', ref: 'text?' },
  `SELECT named.ref, due_at IS NOT NULL AS "isOpen", EXISTS (
     SELECT FROM psp_event AS event
     WHERE event.psp = :psp AND event.ref = named.ref AND event.due_at IS NOT NULL) AS "isAsked"
   FROM payment, LATERAL (SELECT coalesce(:ref, psp_ref) AS ref) AS named
   WHERE psp = :psp AND (id = :paymentId OR notice_digest = :digest)`,
).returns<{ ref: string; isOpen: boolean; isAsked: boolean }>();
