import { statement } from '@edu/persistence';

/** Until the transaction ends nobody else books an exchange. */
export const LOCK_FX = statement({}, `SELECT pg_advisory_xact_lock(hashtextextended('fx', 0))`);

/**
 * What `fx` comes to between each two currencies: whatever moves there gives one for another, so that the two sums of a
 * movement belong together. What of it has been exchanged takes itself away.
 */
export const FX_POSITIONS = statement(
  {},
  `WITH moved AS MATERIALIZED (
     SELECT transaction_id, currency, sum(amount) AS amount FROM ledger_entry
     WHERE account = 'fx' AND owner = 'platform' GROUP BY transaction_id, currency
   )
   SELECT one.currency AS "oneCurrency", sum(one.amount)::text AS "oneAmount",
     other.currency AS "otherCurrency", sum(other.amount)::text AS "otherAmount"
   FROM moved AS one JOIN moved AS other
     ON other.transaction_id = one.transaction_id AND one.currency < other.currency
   GROUP BY one.currency, other.currency
   HAVING sum(one.amount) <> 0 OR sum(other.amount) <> 0
   ORDER BY one.currency, other.currency`,
).returns<{
  oneCurrency: string;
  oneAmount: string;
  otherCurrency: string;
  otherAmount: string;
}>();
