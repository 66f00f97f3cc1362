import { statement } from '@edu/persistence';

/** Numbers to which money may go, and of whose providers none is on its way nor held; after a key, in its order. */
export const LIST_PAYABLE_ACCOUNTS = statement(
  { after: 'uuid', now: 'timestamptz', most: 'int' },
  `SELECT account.id FROM payout_account AS account
   WHERE account.id > :after AND waits_for IS NULL AND payable_from <= :now AND NOT EXISTS (
     SELECT FROM payout WHERE payout.provider_id = account.provider_id
       AND payout.currency = account.currency AND paid_from = 'earnings'
       AND status NOT IN ('paid', 'failed'))
     AND NOT EXISTS (SELECT FROM suspended_user WHERE user_id = account.provider_id AND suspended)
   ORDER BY account.id LIMIT :most`,
).returns<{ id: string }>();

export const REMOVE_ACCOUNT = statement(
  { providerId: 'uuid', currency: 'text' },
  `DELETE FROM payout_account WHERE provider_id = :providerId AND currency = :currency
   RETURNING id, operator`,
).returns<{ id: string; operator: string }>();

/** Both are held until the transaction ends. */
export const LOCK_ACCOUNT = statement(
  { id: 'uuid' },
  'SELECT FROM payout_account WHERE id = :id FOR UPDATE',
);
export const LOCK_PAYOUT = statement(
  { id: 'uuid' },
  'SELECT FROM payout WHERE id = :id FOR UPDATE',
);

/** From now on the psp may have it. Nothing is changed of one that has ended meanwhile. */
export const MARK_ORDERED = statement(
  { id: 'uuid', attempts: 'int', now: 'timestamptz' },
  `UPDATE payout SET status = 'unknown', ordered_at = coalesce(ordered_at, :now), updated_at = :now
   WHERE id = :id AND attempts = :attempts AND status IN ('planned', 'unknown')
   RETURNING ordered_at AS "orderedAt"`,
).returns<{ orderedAt: Date }>();

/** A number that several payouts did not reach one after another waits for a person. */
export const COUNT_FAILURE = statement(
  { providerId: 'uuid', currency: 'text', since: 'timestamptz', most: 'int' },
  `UPDATE payout_account SET failures = failures + 1,
     waits_for = coalesce(waits_for, CASE WHEN failures + 1 >= :most THEN 'failures' END)
   WHERE provider_id = :providerId AND currency = :currency AND changed_at <= :since`,
);
export const FORGET_FAILURES = statement(
  { providerId: 'uuid', currency: 'text' },
  `UPDATE payout_account SET failures = 0
   WHERE provider_id = :providerId AND currency = :currency AND failures > 0`,
);
/** Of the number that a payout was planned for, unless another was given meanwhile. */
export const HOLD_ACCOUNT = statement(
  { providerId: 'uuid', currency: 'text', since: 'timestamptz' },
  `UPDATE payout_account SET waits_for = 'refused'
   WHERE provider_id = :providerId AND currency = :currency AND changed_at <= :since`,
);
