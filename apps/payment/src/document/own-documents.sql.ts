import type { Money } from '@edu/contract-kit';
import { statement } from '@edu/persistence';

/**
 * The start of a statement: `begun`, each side of a person's account on which money ever moved, and since
 * when. The entry of each currency that came first is one look into an index.
 */
const BEGUN = `WITH begun AS MATERIALIZED (
     SELECT side.name, min(t.created_at) AS at
     FROM (VALUES ('payer', 'learner'), ('provider', 'provider_payable')) AS side(name, account)
     CROSS JOIN unnest(:currencies) AS one(currency)
     CROSS JOIN LATERAL (
       SELECT min(e.id) AS id FROM ledger_entry AS e
       WHERE e.account = side.account AND e.owner = (:owner)::text AND e.currency = one.currency) AS first
     JOIN ledger_entry AS entry ON entry.id = first.id
     JOIN ledger_transaction AS t ON t.id = entry.transaction_id
     GROUP BY side.name
   )`;

/** When money of a person moved first; no row before. */
export const FIRST_MOVED = statement(
  { owner: 'uuid', currencies: 'text[]' },
  `${BEGUN} SELECT min(at) AS at FROM begun HAVING count(*) > 0`,
).returns<{ at: Date }>();

export interface OwnDocumentRow {
  readonly kind: string;
  /** Different for each, and with `at` the place of one in the list. */
  readonly key: string;
  readonly at: Date;
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly issuer: string | null;
  readonly series: string | null;
  readonly year: number | null;
  readonly number: number | null;
  readonly amount: Money | null;
  readonly month: string | null;
  /** The year that an annual statement is about. */
  readonly covers: number | null;
  readonly side: string | null;
}

/**
 * What was issued to a person, a statement for each month that is over since their money moved first, and one
 * for each year since they taught first, whether it has been issued or not; the newest first. A statement is of
 * the last moment of its month or year, by the clock of UTC.
 */
export const LIST_OWN_DOCUMENTS = statement(
  {
    owner: 'uuid',
    currencies: 'text[]',
    now: 'timestamptz',
    kind: 'text?',
    from: 'timestamptz?',
    until: 'timestamptz?',
    beforeAt: 'timestamptz?',
    beforeKey: 'text?',
    limit: 'int',
  },
  `${BEGUN}, mine AS (
     SELECT kind, id::text AS key, issued_at AS at, payment_id, refund_id, issuer, series, year, number,
       facts -> 'total' AS amount, NULL AS month, NULL::int AS covers, NULL AS side
     FROM document WHERE owner_id = :owner AND issued_at IS NOT NULL AND covers IS NULL
     UNION ALL
     SELECT 'statement', name || to_char(month, '-YYYY-MM'),
       (month + interval '1 month') AT TIME ZONE 'UTC' - interval '1 millisecond',
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, to_char(month, 'YYYY-MM'), NULL, name
     FROM begun CROSS JOIN LATERAL generate_series(
       date_trunc('month', begun.at AT TIME ZONE 'UTC'),
       date_trunc('month', (:now) AT TIME ZONE 'UTC') - interval '1 month', '1 month') AS month
     UNION ALL
     SELECT 'annual_statement', to_char(opens, '"annual"-YYYY'),
       (opens + interval '1 year') AT TIME ZONE 'UTC' - interval '1 millisecond',
       NULL, NULL, issuer, series, year, number, NULL, NULL, extract(year FROM opens)::int, NULL
     FROM begun CROSS JOIN LATERAL generate_series(
       date_trunc('year', begun.at AT TIME ZONE 'UTC'),
       date_trunc('year', (:now) AT TIME ZONE 'UTC' - interval '1 hour') - interval '1 year',
       '1 year') AS opens
     LEFT JOIN document ON owner_id = :owner AND covers = extract(year FROM opens)
       AND issued_at IS NOT NULL
     WHERE name = 'provider'
   )
   SELECT kind, key, at, payment_id AS "paymentId", refund_id AS "refundId", issuer, series, year,
     number, amount, month, covers, side
   FROM mine
   WHERE (:kind IS NULL OR kind = :kind)
     AND (:from IS NULL OR at >= :from) AND (:until IS NULL OR at < :until)
     AND (:beforeAt IS NULL OR (at, key) < (:beforeAt, :beforeKey))
   ORDER BY at DESC, key DESC LIMIT :limit`,
).returns<OwnDocumentRow>();
