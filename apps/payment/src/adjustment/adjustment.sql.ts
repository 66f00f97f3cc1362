import { statement } from '@edu/persistence';

/** Held until the transaction ends. */
export const LOCK_ADJUSTMENT = statement(
  { id: 'uuid' },
  'SELECT FROM adjustment WHERE id = :id FOR UPDATE',
);

/**
 * Until the transaction ends nothing else takes of what is payable to somebody: no other adjustment, and no
 * payout, which holds the row of their number.
 */
export const LOCK_PAYABLE = statement(
  { providerId: 'uuid', currency: 'text' },
  `SELECT pg_advisory_xact_lock(hashtextextended('payable ' || :providerId || :currency, 0)),
     (SELECT count(*) FROM (SELECT FROM payout_account
       WHERE provider_id = :providerId AND currency = :currency FOR UPDATE) AS held)`,
);

/** How many wait for somebody who may decide about them. */
export const COUNT_WAITING = statement(
  { userId: 'uuid' },
  `SELECT count(*)::int AS waiting FROM adjustment
   WHERE state = 'proposed' AND proposed_by <> :userId
     AND (:userId)::text NOT IN (debit_owner, credit_owner)`,
).returns<{ waiting: number }>();
