import { statement } from '@edu/persistence';

/** What waited for a decision about its payment goes on now. */
export const WAKE_EARNINGS = statement(
  { paymentId: 'uuid' },
  'UPDATE earning SET due_at = now() WHERE payment_id = :paymentId AND posted_at IS NULL',
);
