import { idempotentStatement, type ValuesOf } from '@edu/persistence';

export type TermsState = 'pending' | 'confirmed' | 'over';

const TERMS = {
  bookingId: 'uuid',
  learnerId: 'uuid',
  providerId: 'uuid',
  amount: 'bigint?',
  currency: 'text?',
  startsAt: 'timestamptz',
  holdExpiresAt: 'timestamptz?',
  commissionBps: 'int',
  state: 'text',
  version: 'int',
} as const;
export type TermsValues = ValuesOf<typeof TERMS>;

/** A newer event changes the state; an older one adds at most what was not known yet. */
const PUT = `
INSERT INTO booking_terms (booking_id, learner_id, provider_id, amount, currency, starts_at,
  hold_expires_at, commission_bps, state, version)
SELECT :bookingId, :learnerId, :providerId, :amount, :currency, :startsAt, :holdExpiresAt,
  :commissionBps, :state, :version FROM first
ON CONFLICT (booking_id) DO UPDATE SET
  amount = coalesce(booking_terms.amount, excluded.amount),
  currency = coalesce(booking_terms.currency, excluded.currency),
  hold_expires_at = coalesce(excluded.hold_expires_at, booking_terms.hold_expires_at),
  starts_at = CASE WHEN excluded.version > booking_terms.version
    THEN excluded.starts_at ELSE booking_terms.starts_at END,
  state = CASE WHEN excluded.version > booking_terms.version
    THEN excluded.state ELSE booking_terms.state END,
  version = greatest(booking_terms.version, excluded.version)`;

export const PUT_TERMS = idempotentStatement({ parameters: TERMS, writes: [PUT] });

/**
 * A booking that is over wants no money any more: its open intent is canceled at the psp. If
 * somebody paid it meanwhile the payment succeeds as ever, and the booking decides.
 */
export const END_TERMS = idempotentStatement({
  parameters: TERMS,
  writes: [
    PUT,
    `UPDATE payment SET close_requested_at = now(), due_at = now(), attempts = 0 FROM first
     WHERE booking_id = :bookingId AND status IN ('created', 'unknown', 'pending')`,
  ],
});
