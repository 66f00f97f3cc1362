import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement } from '@edu/persistence';
import { projection, type Facts } from '@edu/projection';

export type TermsState = 'requested' | 'pending' | 'confirmed' | 'over';

/** What a booking costs, and whether it still wants to be paid. */
export const TERMS = projection({
  table: 'booking_terms',
  key: { bookingId: 'uuid' },
  columns: {
    learnerId: 'uuid',
    payerId: 'uuid?',
    providerId: 'uuid',
    amount: 'bigint?',
    currency: 'text?',
    startsAt: 'timestamptz',
    endsAt: 'timestamptz?',
    subject: 'text?',
    movesId: 'uuid?',
    zone: 'text?',
    holdExpiresAt: 'timestamptz?',
    commissionBps: 'int',
    state: 'text',
    canceled: 'boolean?',
  },
  // The commission is the one that holds when the booking is made: where a tier does, the database puts it in
  // the place of what is configured as it inserts the row. How long it is held every event says that leaves it
  // held: a hold may be moved, or extended.
  keeps: ['amount', 'currency', 'commissionBps', 'zone', 'subject', 'movesId'],
});
export type Terms = Facts<typeof TERMS.parameters> & { readonly state: TermsState };

const END = idempotentStatement({
  parameters: TERMS.parameters,
  writes: [
    TERMS.write,
    // Its status is looked at again once the row is ours: it may have been paid while we waited for it.
    `UPDATE payment SET close_requested_at = now(), due_at = now(), attempts = 0 FROM first
     WHERE id = (SELECT payment_id FROM payment_part WHERE booking_id = :bookingId AND is_open)
       AND status IN ('created', 'unknown', 'pending')`,
  ],
});

/**
 * A booking that is over wants no money any more: its open intent is canceled at the psp, also where it
 * is for others besides, which can be paid anew. If
 * somebody paid it meanwhile the payment succeeds as ever, and the booking decides.
 */
export const endTerms = (terms: Terms): StatementEffect => END(TERMS.values(terms));
