import type { Principal } from './principal.ts';

/** One thing that was done, for whoever must account for it later. Ids, codes and counts only. */
export interface AuditEntry {
  readonly principal: Principal;
  /** As in `account.suspended`. */
  readonly action: string;
  /** What it was done to; no id where nobody knows one, as of an address without an account. */
  readonly subject: { readonly kind: string; readonly id?: string | undefined };
  readonly requestId?: string | undefined;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** The part of a transaction that it is written in: with what it tells of, or not at all. */
interface AuditTx {
  execute(sql: string, ...values: unknown[]): Promise<number>;
}

const INSERT = `
  INSERT INTO audit_log
    (action, actor_kind, actor_id, session_id, subject_kind, subject_id, request_id, details)
  VALUES ($1, $2, $3, $4::uuid, $5, $6, $7, $8::jsonb)`;

/**
 * Writes an entry into the `audit_log` of the service's schema, which every service has and none can
 * change or empty.
 */
export async function audit(tx: AuditTx, entry: AuditEntry): Promise<void> {
  const { action, subject, requestId = null, details = {} } = entry;
  const { kind, id, session } = actorOf(entry.principal);
  const values = [action, kind, id, session, subject.kind, subject.id ?? null, requestId];
  await tx.execute(INSERT, ...values, JSON.stringify(details));
}

function actorOf(principal: Principal) {
  const { kind } = principal;
  if (kind === 'anonymous') return { kind, id: null, session: null };
  if (kind === 'service') return { kind, id: principal.service, session: null };
  return { kind, id: principal.actor.userId, session: principal.actor.sessionId };
}
