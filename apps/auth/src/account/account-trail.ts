import { ANONYMOUS, audit, type AuditEntry } from '@edu/identity';
import { currentCall } from '@edu/messaging';
import type { AuthTx } from '../auth.db.ts';

/** What may happen to an account, as the audit log calls it. */
export type AccountAction =
  | 'registered'
  | 'seeded'
  | 'verified'
  | 'suspended'
  | 'export_asked'
  | 'export_fetched'
  | 'erasure_asked'
  | 'erasure_undone'
  | 'reinstated'
  | 'looked_up'
  | 'address_changed'
  | 'address_restored'
  | 'roles_changed'
  | 'logged_out'
  | 'session_ended'
  | 'refresh_reused'
  | 'login_failed'
  | 'stepped_up'
  | 'password_changed'
  | 'password_reset'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'recovery_codes_made'
  | 'recovery_code_used'
  | 'second_factor_failed'
  | 'step_up_failed'
  | 'passkey_invited'
  | 'passkey_added'
  | 'passkey_removed'
  | 'passkey_failed'
  | 'issuer_linked'
  | 'issuer_unlinked'
  | 'code_failed';

interface What {
  readonly action: AccountAction;
  /** Null where an address has no account. */
  readonly accountId: string | null;
  readonly sessionId?: string;
  /** A code. */
  readonly reason?: string;
  readonly details?: AuditEntry['details'];
}

/** Writes into the audit log what is done to an account, on behalf of whoever calls. */
export async function recordInTrail(
  tx: Pick<AuthTx, 'execute'>,
  { action, accountId, sessionId, reason, details }: What,
): Promise<void> {
  const call = currentCall();
  await audit(tx, {
    principal: call?.principal ?? ANONYMOUS,
    action: `account.${action}`,
    subject: { kind: 'account', id: accountId ?? undefined },
    requestId: call?.requestId,
    reason,
    details: { ...details, ...(sessionId && { sessionId }) },
  });
}
