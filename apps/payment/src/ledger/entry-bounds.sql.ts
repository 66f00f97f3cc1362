/** What is below no number, and above none: numbers of entries are `bigint`. */
export const NO_ENTRY = '9223372036854775807';

/** A planner that expects a minute to be long would rather read all entries. */
const LINES_OF_EACH = `LATERAL (
             SELECT id FROM ledger_entry WHERE transaction_id = t.id OFFSET 0) AS e`;

/** The largest number of all entries that came before a time, 0 where there are none. @param time which parameter */
export const lastEntryBefore = (time: 'from' | 'to') => `coalesce((
       SELECT max(e.id) FROM (
         SELECT created_at AS at FROM ledger_transaction WHERE created_at < :${time}
         ORDER BY created_at DESC LIMIT 1) AS last, ledger_transaction AS t, ${LINES_OF_EACH}
       WHERE t.created_at BETWEEN last.at - interval '1 minute' AND last.at), 0)`;

/**
 * A part of a `WITH`: `bounds`, between whose numbers lie the entries from `:from` until `:to`, with a few
 * others. Either may be null.
 *
 * Entries are numbered within a minute of the begin of their transaction, which is their time. So the
 * smallest number of all that came from a time on is among those of the first minute, and the
 * largest of all before a time among those of the last.
 */
export const ENTRY_BOUNDS = `first AS MATERIALIZED (
     SELECT created_at AS at FROM ledger_transaction WHERE created_at >= :from
     ORDER BY created_at LIMIT 1
   ), bounds AS MATERIALIZED (
     SELECT
       CASE WHEN :from IS NULL THEN 0 ELSE
         coalesce((SELECT min(e.id) FROM first, ledger_transaction AS t, ${LINES_OF_EACH}
           WHERE t.created_at BETWEEN first.at AND first.at + interval '1 minute'),
           ${NO_ENTRY}) END AS low,
       CASE WHEN :to IS NULL THEN ${NO_ENTRY} ELSE ${lastEntryBefore('to')} END AS high
   )`;
