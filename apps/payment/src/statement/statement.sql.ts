import type { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';
import { KEPT_CURRENCIES } from '../ledger/balance.sql.ts';
import { ENTRY_BOUNDS, lastEntryBefore } from '../ledger/entry-bounds.sql.ts';

/** The currencies in which an account has entries. */
export const STATEMENT_CURRENCIES = statement(
  { account: 'text', owner: 'text' },
  `${KEPT_CURRENCIES}
   SELECT currency FROM kept WHERE currency IS NOT NULL ORDER BY currency`,
).returns<{ currency: Currency }>();

export interface StatementRow {
  /** Of the account before the period; credit is below zero. */
  readonly opening: string;
  /** Null in the one row of a period in which nothing moved, as is all below. */
  readonly id: string | null;
  readonly at: Date;
  readonly purpose: string;
  readonly amount: string;
  /**
   * What of a refund the platform bore, VAT that is not due for it any more included, which is no entry of the account;
   * null of other lines.
   */
  readonly borne: string | null;
  readonly balance: string;
  readonly paid: string | null;
  readonly commission: string | null;
  /** What of an earning, or of a compensation, is due to a tax office. */
  readonly vat: string | null;
  readonly withheld: string | null;
  /** What moved in other money. */
  readonly chargedAmount: string | null;
  readonly chargedCurrency: Currency | null;
  readonly reason: string | null;
  /** Of an adjustment. */
  readonly note: string | null;
  /** Of what is kept. */
  readonly until: Date | null;
  readonly bookingId: string | null;
  readonly startsAt: Date | null;
}

/**
 * What moved on an account in a period, the earliest first, with what it came to after each. Numbers of its entries come
 * from the index alone, which has them in order; of a busy account no more are looked up than are shown.
 */
export const STATEMENT = statement(
  {
    account: 'text',
    owner: 'text',
    currency: 'text',
    from: 'timestamptz',
    to: 'timestamptz',
    limit: 'int',
  },
  `WITH ${ENTRY_BOUNDS}, near AS MATERIALIZED (
     SELECT e.id, e.amount, NULL::bigint AS borne, t.id AS movement, t.source_type, t.source_id,
       t.purpose, t.created_at
     FROM (SELECT id FROM ledger_entry
       WHERE account = :account AND owner = :owner AND currency = :currency
         AND id >= (SELECT low FROM bounds) AND id <= (SELECT high FROM bounds)) AS own
     CROSS JOIN LATERAL (SELECT * FROM ledger_entry WHERE id = own.id OFFSET 0) AS e
     CROSS JOIN LATERAL (
       SELECT * FROM ledger_transaction WHERE id = e.transaction_id OFFSET 0) AS t
     WHERE t.created_at >= :from AND t.created_at < :to
     ORDER BY own.id LIMIT :limit
   ), edge AS MATERIALIZED (
     SELECT ${lastEntryBefore('from')} AS high
   ), borne AS MATERIALIZED (
     SELECT e.id, 0::bigint AS amount, e.amount AS borne, t.id AS movement, t.source_type,
       t.source_id, t.purpose, t.created_at
     FROM payment JOIN refund ON refund.payment_id = payment.id
     JOIN ledger_transaction AS t ON t.source_type = 'refund' AND t.source_id = refund.id
     JOIN LATERAL (
       SELECT min(id) AS id, sum(amount)::bigint AS amount FROM ledger_entry
       WHERE transaction_id = t.id AND account IN ('refunds', 'vat_payable')
       HAVING count(*) > 0) AS e ON true
     WHERE :account = 'learner' AND payer_id = (:owner)::uuid AND payment.currency = :currency
   ), before AS MATERIALIZED (
     SELECT coalesce(kept.balance, 0)
       + coalesce((SELECT sum(e.amount) FROM ledger_entry AS e
           WHERE e.account = :account AND e.owner = :owner AND e.currency = :currency
             AND e.id > coalesce(kept.through_id, 0) AND e.id < bounds.low), 0)
       + coalesce((SELECT sum(e.amount) FROM edge, ledger_entry AS e
           JOIN ledger_transaction AS t ON t.id = e.transaction_id
           WHERE e.account = :account AND e.owner = :owner AND e.currency = :currency
             AND e.id >= bounds.low AND e.id <= edge.high AND t.created_at < :from), 0) AS opening
     FROM bounds LEFT JOIN LATERAL (
       SELECT c.through_id, c.balance FROM ledger_checkpoint AS c
       WHERE c.account = :account AND c.owner = :owner AND c.currency = :currency
         AND c.through_id < bounds.low
       ORDER BY c.through_id DESC LIMIT 1) AS kept ON true
   ), line AS (
     SELECT * FROM (SELECT * FROM near UNION ALL SELECT * FROM borne) AS moved
     WHERE created_at >= :from AND created_at < :to ORDER BY id LIMIT :limit
   )
   SELECT before.opening::bigint AS opening, line.id, line.created_at AS at, line.purpose, line.amount,
     line.borne, (before.opening + sum(line.amount) OVER (ORDER BY line.id))::bigint AS balance,
     share.paid, share.commission, share.vat, share.withheld,
     coalesce(payment.charged_amount, CASE WHEN refund.way <> 'credit' THEN refund.charged_amount END)
       AS "chargedAmount",
     coalesce(payment.charged_currency, refund.charged_currency) AS "chargedCurrency",
     refund.reason, adjustment.reason AS note, reserve.release_at AS until, lesson.id AS "bookingId",
     terms.starts_at AS "startsAt"
   FROM before LEFT JOIN line ON true
   LEFT JOIN refund ON line.source_type = 'refund' AND refund.id = line.source_id
   LEFT JOIN adjustment ON line.source_type = 'adjustment' AND adjustment.id = line.source_id
   LEFT JOIN reserve ON line.source_type = 'reserve' AND reserve.id = line.source_id
   LEFT JOIN payment ON line.source_type = 'payment' AND line.purpose = 'charge'
     AND payment.id = line.source_id
   LEFT JOIN LATERAL (
     SELECT sum(e.amount) FILTER (WHERE e.account = 'learner')::bigint AS paid,
       -sum(e.amount) FILTER (WHERE e.account = 'platform_revenue')::bigint AS commission,
       -sum(e.amount) FILTER (WHERE e.account = 'vat_payable')::bigint AS vat,
       -sum(e.amount) FILTER (WHERE e.account = 'tax_withheld')::bigint AS withheld
     FROM ledger_entry AS e
     WHERE line.purpose IN ('earning', 'compensation', 'chargeback_borne')
       AND e.transaction_id = line.movement) AS share ON true
   LEFT JOIN LATERAL (
     SELECT CASE line.source_type WHEN 'booking' THEN line.source_id
       WHEN 'refund' THEN refund.booking_id
       WHEN 'reserve' THEN reserve.booking_id
       WHEN 'chargeback_part' THEN (SELECT booking_id FROM chargeback_part WHERE id = line.source_id)
       WHEN 'payment' THEN (SELECT (array_agg(booking_id))[1] FROM payment_part
         WHERE payment_id = line.source_id HAVING count(*) = 1) END AS id) AS lesson ON true
   LEFT JOIN booking_terms AS terms ON terms.booking_id = lesson.id
   ORDER BY line.id`,
).returns<StatementRow>();
