import { statement } from '@edu/persistence';

/** Held until the transaction ends, so that none of them is planned for meanwhile. */
export const LOCK_ACCOUNTS = statement(
  { userId: 'uuid' },
  'SELECT FROM payout_account WHERE provider_id = :userId ORDER BY id FOR UPDATE',
);

/** Held until the transaction ends, so that they have no credit paid out meanwhile. */
export const LOCK_CREDIT_PAYOUTS = statement(
  { userId: 'uuid' },
  `SELECT pg_advisory_xact_lock(hashtextextended('credit payouts ' || (:userId)::text, 0))`,
);

/** Only an event that is later than every one known of the user changes a row. */
const IS_LATER = (at: string) => `greatest(known.suspended_at, known.reinstated_at) < ${at}`;

export const SUSPEND = statement(
  { userId: 'uuid', at: 'timestamptz' },
  `INSERT INTO suspended_user AS known (user_id, suspended_at) VALUES (:userId, :at)
   ON CONFLICT (user_id) DO UPDATE SET suspended_at = excluded.suspended_at
   WHERE ${IS_LATER('excluded.suspended_at')}`,
);

export const REINSTATE = statement(
  { userId: 'uuid', at: 'timestamptz' },
  `INSERT INTO suspended_user AS known (user_id, reinstated_at) VALUES (:userId, :at)
   ON CONFLICT (user_id) DO UPDATE SET reinstated_at = excluded.reinstated_at
   WHERE ${IS_LATER('excluded.reinstated_at')}`,
);

/** No row unless they are suspended, as the latest event has it. */
export const FIND_SUSPENDED = statement(
  { userId: 'uuid' },
  'SELECT suspended_at AS since FROM suspended_user WHERE user_id = :userId AND suspended',
).returns<{ since: Date }>();

/** What would be payable to people who are suspended, those first who have been for longest. */
export const LIST_HELD = statement(
  { most: 'int' },
  `SELECT user_id AS "providerId", suspended_at AS since, currency, -sum(amount)::bigint AS amount
   FROM suspended_user JOIN ledger_entry ON account = 'provider_payable' AND owner = user_id::text
   WHERE suspended
   GROUP BY user_id, suspended_at, currency HAVING sum(amount) < 0
   ORDER BY suspended_at, user_id, currency LIMIT :most`,
).returns<{ providerId: string; since: Date; currency: string; amount: string }>();
