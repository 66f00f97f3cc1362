import type { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';

/** A key gets a checkpoint once so many entries lie after its last one. */
export const CHECKPOINT_AFTER = 500;
/** Entries that one run looks at: well within the statement time-out. */
const RUN_OF = 20_000;

/** The start of a statement: `kept`, the currencies in which an account has entries, and a last row of null. */
export const KEPT_CURRENCIES = `WITH RECURSIVE kept AS (
     SELECT min(currency) AS currency FROM ledger_entry
     WHERE account = :account AND owner = :owner
     UNION ALL
     SELECT (SELECT min(e.currency) FROM ledger_entry AS e
       WHERE e.account = :account AND e.owner = :owner AND e.currency > kept.currency)
     FROM kept WHERE kept.currency IS NOT NULL
   )`;

/**
 * What an account comes to in each currency: its last checkpoint, and what came after it. Credit is
 * below zero.
 */
export const BALANCES = statement(
  { account: 'text', owner: 'text' },
  `${KEPT_CURRENCIES}
   SELECT kept.currency, (coalesce(last.balance, 0) + later.amount)::bigint AS balance
   FROM kept
   LEFT JOIN LATERAL (
     SELECT c.through_id, c.balance FROM ledger_checkpoint AS c
     WHERE c.account = :account AND c.owner = :owner AND c.currency = kept.currency
     ORDER BY c.through_id DESC LIMIT 1) AS last ON true
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(e.amount), 0) AS amount FROM ledger_entry AS e
     WHERE e.account = :account AND e.owner = :owner AND e.currency = kept.currency
       AND e.id > coalesce(last.through_id, 0)) AS later
   WHERE kept.currency IS NOT NULL ORDER BY kept.currency`,
).returns<{ currency: Currency; balance: string }>();

/**
 * Sums up what has been there for five minutes, as far as one run looks. Two replicas may do it at
 * once: what they write below a point is the same.
 */
export const CHECKPOINT = statement(
  { after: 'int', most: 'bigint' },
  `WITH done AS MATERIALIZED (
     SELECT coalesce(max(through_id), 0) AS id FROM ledger_checkpoint_run
   ), settled AS MATERIALIZED (
     SELECT least(e.id, done.id + :most) AS id FROM done, ledger_entry AS e
     JOIN ledger_transaction AS t ON t.id = e.transaction_id
     WHERE t.created_at < now() - interval '5 minutes' AND e.id > done.id
     ORDER BY e.id DESC LIMIT 1
   ), touched AS MATERIALIZED (
     SELECT DISTINCT e.account, e.owner, e.currency FROM done, settled, ledger_entry AS e
     WHERE e.id > done.id AND e.id <= settled.id
   ), summed AS (
     INSERT INTO ledger_checkpoint (account, owner, currency, through_id, balance)
     SELECT k.account, k.owner, k.currency, settled.id, coalesce(last.balance, 0) + later.amount
     FROM settled, touched AS k
     LEFT JOIN LATERAL (
       SELECT c.through_id, c.balance FROM ledger_checkpoint AS c
       WHERE c.account = k.account AND c.owner = k.owner AND c.currency = k.currency
       ORDER BY c.through_id DESC LIMIT 1) AS last ON true
     CROSS JOIN LATERAL (
       SELECT count(*) AS entries, sum(e.amount) AS amount FROM ledger_entry AS e
       WHERE e.account = k.account AND e.owner = k.owner AND e.currency = k.currency
         AND e.id > coalesce(last.through_id, 0) AND e.id <= settled.id) AS later
     WHERE later.entries >= :after
     ON CONFLICT DO NOTHING
   )
   INSERT INTO ledger_checkpoint_run (through_id) SELECT id FROM settled
   ON CONFLICT DO NOTHING RETURNING through_id AS "throughId"`,
).returns<{ throughId: string }>();

export const CHECKPOINT_STEP = { after: CHECKPOINT_AFTER, most: BigInt(RUN_OF) } as const;
