import { statement } from '@edu/persistence';

/**
 * Counts a hit unless the key has had its hits in the window; a row when there was room. The row
 * lock makes it exact under any number of parallel hits.
 *
 * $1 key, $2 now, $3 most hits, $4 seconds of the window.
 */
export const ADD_HIT = statement(`
INSERT INTO throttle AS t (key, hits, expires_at)
VALUES ($1::text, ARRAY[$2::timestamptz(3)], $2::timestamptz + $4 * interval '1 second')
ON CONFLICT (key) DO UPDATE
SET expires_at = excluded.expires_at,
  hits = ARRAY(SELECT hit FROM unnest(t.hits) AS hit
    WHERE hit > excluded.hits[1] - $4 * interval '1 second') || excluded.hits
WHERE (SELECT count(*) FROM unnest(t.hits) AS hit
  WHERE hit > excluded.hits[1] - $4 * interval '1 second') < $3::int
RETURNING key`);

/** Takes one hit of each key back. $1 keys, $2 the instant of the hits. */
export const REMOVE_HITS = statement(`
WITH locked AS MATERIALIZED (
  SELECT key, array_position(hits, $2::timestamptz(3)) AS position FROM throttle
  WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE
)
UPDATE throttle SET hits = hits[:position - 1] || hits[position + 1:]
FROM locked WHERE throttle.key = locked.key AND position IS NOT NULL`);

/** Counts one of a day's budget; a row when there was one left. $1 key, $2 now, $3 budget. */
export const SPEND = statement(`
INSERT INTO daily_count AS c (key, day, used, expires_at)
SELECT $1::text, ($2::timestamptz AT TIME ZONE 'UTC')::date, 1, $2::timestamptz + interval '2 days'
WHERE $3::int > 0
ON CONFLICT (key, day) DO UPDATE SET used = c.used + 1 WHERE c.used < $3::int
RETURNING used`);

/** Gives one back. $1 keys, $2 the instant at which it was spent. */
export const GIVE_BACK = statement(`
WITH locked AS MATERIALIZED (
  SELECT key, day FROM daily_count
  WHERE key = ANY($1::text[]) AND day = ($2::timestamptz AT TIME ZONE 'UTC')::date
  ORDER BY key FOR UPDATE
)
UPDATE daily_count AS c SET used = c.used - 1
FROM locked WHERE c.key = locked.key AND c.day = locked.day`);
