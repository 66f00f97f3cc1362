import type { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';
import { ENTRY_BOUNDS } from '../ledger/entry-bounds.sql.ts';

export interface AnnualRow {
  readonly currency: Currency;
  /** `2026-03`; null before the year. */
  readonly month: string | null;
  readonly account: string;
  readonly purpose: string;
  /** How many movements. */
  readonly times: number;
  /** What they added to what is owed to the provider. */
  readonly amount: string;
  /** Of earnings in the year: what was paid for the lessons, and what of it the platform keeps. */
  readonly gross: string;
  readonly commission: string;
  /** What of it is due to a tax office. */
  readonly vat: string;
  readonly withheld: string;
}

/**
 * What moved of what the platform owes to a provider until the end of a year: payable, kept, on its way and frozen. What
 * is frozen of their own payments is not among it, nor what is on its way of their credit.
 */
export const ANNUAL = statement(
  { owner: 'uuid', from: 'timestamptz', to: 'timestamptz' },
  `WITH mine AS MATERIALIZED (
     SELECT e.account, e.currency, e.amount, t.id AS movement, t.purpose, t.created_at AS at
     FROM ledger_entry AS e JOIN ledger_transaction AS t ON t.id = e.transaction_id
     WHERE e.owner = (:owner)::text AND e.account IN ('provider_payable', 'provider_reserve', 'payout_in_transit')
       AND t.created_at < :to AND NOT (e.account = 'payout_in_transit' AND EXISTS (
         SELECT FROM payout WHERE payout.id = t.source_id AND paid_from = 'credit'))
     UNION ALL
     SELECT e.account, e.currency, e.amount, t.id, t.purpose, t.created_at
     FROM ledger_entry AS e JOIN ledger_transaction AS t ON t.id = e.transaction_id
     JOIN chargeback_part AS part ON t.source_type = 'chargeback_part' AND part.id = t.source_id
     WHERE e.owner = (:owner)::text AND e.account = 'frozen' AND part.provider_id = :owner
       AND t.created_at < :to
   )
   SELECT currency, CASE WHEN at >= :from THEN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') END AS month,
     account, purpose, count(*)::int AS times, -sum(amount)::bigint AS amount,
     coalesce(sum(share.gross), 0)::bigint AS gross,
     coalesce(sum(share.commission), 0)::bigint AS commission,
     coalesce(sum(share.vat), 0)::bigint AS vat, coalesce(sum(share.withheld), 0)::bigint AS withheld
   FROM mine LEFT JOIN LATERAL (
     SELECT sum(e.amount) FILTER (WHERE e.account = 'learner') AS gross,
       -sum(e.amount) FILTER (WHERE e.account = 'platform_revenue') AS commission,
       -sum(e.amount) FILTER (WHERE e.account = 'vat_payable') AS vat,
       -sum(e.amount) FILTER (WHERE e.account = 'tax_withheld') AS withheld
     FROM ledger_entry AS e
     WHERE mine.purpose = 'earning' AND mine.at >= :from AND e.transaction_id = mine.movement) AS share
     ON true
   GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
).returns<AnnualRow>();

/** Whether anything of a provider moved before a time. */
export const TAUGHT_BEFORE = statement(
  { owner: 'uuid', to: 'timestamptz' },
  `SELECT FROM ledger_entry AS e JOIN ledger_transaction AS t ON t.id = e.transaction_id
   WHERE e.account = 'provider_payable' AND e.owner = (:owner)::text AND t.created_at < :to
   ORDER BY e.id LIMIT 1`,
).returns<object>();

export const WANT_ANNUAL_STATEMENT = statement(
  { owner: 'uuid', year: 'int' },
  `INSERT INTO document (kind, owner_id, covers) VALUES ('annual_statement', :owner, :year)
   ON CONFLICT DO NOTHING`,
);

/**
 * Wants a statement for each of the next so many providers of whom something moved in a year. The accounts are
 * walked along their index, one step for each.
 */
export const WANT_ANNUAL_STATEMENTS = statement(
  { after: 'text', from: 'timestamptz', to: 'timestamptz', year: 'int', most: 'int' },
  `WITH RECURSIVE ${ENTRY_BOUNDS}, provider AS (
     SELECT min(owner) AS owner FROM ledger_entry
     WHERE account = 'provider_payable' AND owner > :after
     UNION ALL
     SELECT (SELECT min(e.owner) FROM ledger_entry AS e
       WHERE e.account = 'provider_payable' AND e.owner > provider.owner)
     FROM provider WHERE provider.owner IS NOT NULL
   ), page AS MATERIALIZED (
     SELECT owner FROM provider LIMIT :most
   ), wanted AS (
     INSERT INTO document (kind, owner_id, covers)
     SELECT 'annual_statement', owner::uuid, :year FROM page
     WHERE owner IS NOT NULL AND EXISTS (
       SELECT FROM bounds, ledger_entry AS e JOIN ledger_transaction AS t ON t.id = e.transaction_id
       WHERE e.account = 'provider_payable' AND e.owner = page.owner
         AND e.id >= bounds.low AND e.id <= bounds.high
         AND t.created_at >= :from AND t.created_at < :to)
     ON CONFLICT DO NOTHING RETURNING id
   )
   SELECT max(owner) AS last, count(*)::int AS looked, (SELECT count(*)::int FROM wanted) AS wanted
   FROM page`,
).returns<{ last: string | null; looked: number; wanted: number }>();
