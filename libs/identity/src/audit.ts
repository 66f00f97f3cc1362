import type { Principal } from './principal.ts';

/** One thing that was done, for whoever must account for it later. Ids, codes and counts only. */
export interface AuditEntry {
  readonly principal: Principal;
  /** The user for whom the principal does it, where that is somebody else. */
  readonly onBehalfOf?: string | undefined;
  /** As in `account.suspended`. */
  readonly action: string;
  /** What it was done to; no id where nobody knows one, as of an address without an account. */
  readonly subject: { readonly kind: string; readonly id?: string | undefined };
  /** A code that says why. */
  readonly reason?: string | undefined;
  readonly requestId?: string | undefined;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** The part of a transaction that it is written in: with the change that it records, or not at all. */
interface AuditTx {
  execute(sql: string, ...values: unknown[]): Promise<number>;
}

const INSERT = `
  INSERT INTO audit_log
    (action, actor_kind, actor_id, session_id, on_behalf_of, subject_kind, subject_id, reason,
     request_id, details)
  SELECT action, actor_kind, actor_id, session_id, on_behalf_of, subject_kind, subject_id, reason,
    request_id, details
  FROM jsonb_to_record($1::jsonb) AS entry(action text, actor_kind text, actor_id text,
    session_id uuid, on_behalf_of text, subject_kind text, subject_id text, reason text,
    request_id text, details jsonb)`;

/**
 * Writes an entry into the `audit_log` of the service's schema, which every service has and none can
 * change or empty. As the transaction commits, the database chains it to the entry before.
 */
export async function audit(tx: AuditTx, entry: AuditEntry): Promise<void> {
  const { action, onBehalfOf, subject, reason, requestId, details = {} } = entry;
  const { kind, id, session } = actorOf(entry.principal);
  const row = {
    ...{ action, actor_kind: kind, actor_id: id, session_id: session },
    ...{ on_behalf_of: onBehalfOf, subject_kind: subject.kind, subject_id: subject.id },
    ...{ reason, request_id: requestId, details },
  };
  await tx.execute(INSERT, JSON.stringify(row));
}

function actorOf(principal: Principal) {
  const { kind } = principal;
  if (kind === 'anonymous') return { kind, id: null, session: null };
  if (kind === 'service') return { kind, id: principal.service, session: null };
  return { kind, id: principal.actor.userId, session: principal.actor.sessionId };
}
