import { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';

/**
 * What `fx` has in each currency against each other one: whatever moves there gives one for another, so that the two
 * currencies of a movement belong together, also where `fx` takes nothing of one of them. The last checkpoint, and what came after it. Movements are looked up by
 * themselves (`OFFSET 0`): a planner that knows little would rather read all of `fx` for each.
 */
const sums = (until: string) => `done AS MATERIALIZED (
     SELECT max(through_id) AS id FROM fx_checkpoint
   ), later AS MATERIALIZED (
     SELECT e.currency, o.currency AS against, e.amount
     FROM unnest(:currencies) AS money (currency) CROSS JOIN LATERAL (
       SELECT e.currency, e.amount, e.transaction_id FROM ledger_entry AS e
       WHERE e.account = 'fx' AND e.owner = 'platform' AND e.currency = money.currency
         AND e.id > coalesce((SELECT id FROM done), 0) ${until}) AS e
     CROSS JOIN LATERAL (
       SELECT of_it.currency FROM (
         SELECT currency FROM ledger_entry WHERE transaction_id = e.transaction_id OFFSET 0) AS of_it
       WHERE of_it.currency <> e.currency LIMIT 1) AS o
   ), summed AS (
     SELECT currency, against, sum(amount)::bigint AS balance FROM (
       SELECT currency, against, balance AS amount FROM fx_checkpoint
       WHERE through_id = (SELECT id FROM done)
       UNION ALL TABLE later) AS each_of_them
     GROUP BY currency, against
   )`;

/** What is open between each two currencies, as the books have it: what is owed above zero. */
export const FX_POSITIONS = statement(
  { currencies: 'text[]' },
  `WITH ${sums('')}
   SELECT least(currency, against) AS "oneCurrency", greatest(currency, against) AS "otherCurrency",
     coalesce(sum(balance) FILTER (WHERE currency < against), 0)::text AS "oneAmount",
     coalesce(sum(balance) FILTER (WHERE currency > against), 0)::text AS "otherAmount"
   FROM summed GROUP BY 1, 2 HAVING bool_or(balance <> 0) ORDER BY 1, 2`,
).returns<{
  oneCurrency: string;
  oneAmount: string;
  otherCurrency: string;
  otherAmount: string;
}>();

/** Sums up what the checkpoints of the ledger have come to, once that is much. Replicas that do it at once write the same. */
export const FX_CHECKPOINT = statement(
  { currencies: 'text[]', after: 'int' },
  `WITH settled AS MATERIALIZED (
     SELECT coalesce(max(through_id), 0) AS id FROM ledger_checkpoint_run
   ), ${sums('AND e.id <= (SELECT id FROM settled)')}
   INSERT INTO fx_checkpoint (currency, against, through_id, balance)
   SELECT currency, against, settled.id, balance FROM summed, settled
   WHERE (SELECT count(*) FROM later) >= :after
   ON CONFLICT DO NOTHING`,
);

export const FX_CURRENCIES = { currencies: Currency.options };
