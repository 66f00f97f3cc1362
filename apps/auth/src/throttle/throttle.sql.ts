import { statement } from '@edu/persistence';

/**
 * Counts a hit at each key in turn, until one has had its hits in its window; returns the keys that
 * had room. Row locks make it exact under any number of parallel hits, and a key that is not
 * reached counts nothing: whoever is refused at the first fills no other.
 */
function addHits(depth: number) {
  const levels = Array.from({ length: depth }, (_, index) => addHit(index + 1));
  const counted = levels.map((_, index) => `SELECT key FROM hit_${index + 1}`);
  return statement(
    { keys: 'text[]', max: 'int[]', seconds: 'int[]', now: 'timestamptz' },
    `WITH ${levels.join(', ')} ${counted.join(' UNION ALL ')}`,
  ).returns<{ key: string }>();
}

function addHit(level: number): string {
  const before = level === 1 ? '' : `FROM hit_${level - 1}`;
  const of = (values: string) => `(:${values})[${level}]`;
  const hit = { key: of('keys'), max: of('max'), seconds: of('seconds'), from: before };
  return `hit_${level} AS (${insertHit(hit)})`;
}

/**
 * Counts a hit, as a part of a statement that has `:now`; returns its key when that had room.
 *
 * @param hit the texts of expressions, and of a FROM whose rows are counted
 */
export function insertHit({
  key,
  max,
  seconds,
  from,
}: Record<'key' | 'max' | 'seconds' | 'from', string>) {
  const window = `${seconds} * interval '1 second'`;
  const recent = `unnest(t.hits) AS hit WHERE hit > excluded.hits[1] - ${window}`;
  return `
    INSERT INTO throttle AS t (key, hits, expires_at)
    SELECT ${key}, ARRAY[:now]::timestamptz(3)[], :now + ${window} ${from}
    ON CONFLICT (key) DO UPDATE
    SET expires_at = excluded.expires_at,
      hits = ARRAY(SELECT hit FROM ${recent}) || excluded.hits
    WHERE (SELECT count(*) FROM ${recent}) < ${max}
    RETURNING key`;
}

/** By how many hits are counted together. */
export const ADD_HITS = [1, 2, 3, 4, 5, 6].map(addHits);

/** Takes one hit of each key back. Keys are locked in the order in which they are counted. */
export const REMOVE_HITS = statement(
  { keys: 'text[]', at: 'timestamptz' },
  `
WITH locked AS MATERIALIZED (
  SELECT key, array_position(hits, :at::timestamptz(3)) AS position FROM throttle
  WHERE key = ANY(:keys) ORDER BY key COLLATE "C" FOR UPDATE
)
UPDATE throttle SET hits = hits[1:position - 1] || hits[position + 1:]
FROM locked WHERE throttle.key = locked.key AND position IS NOT NULL`,
);

/** Whether an account has signed in on a network, and whether anybody has. */
export const STANDING = statement(
  { account: 'uuid', client: 'text' },
  `
SELECT EXISTS (SELECT FROM session WHERE account_id = :account AND client = :client) AS own,
  EXISTS (SELECT FROM session WHERE client = :client) AS known`,
).returns<{ own: boolean; known: boolean }>();

/** Counts one of a day's budget; a row when there was one left. */
export const SPEND = statement(
  { key: 'text', budget: 'int', now: 'timestamptz' },
  `
INSERT INTO daily_count AS c (key, day, used, expires_at)
SELECT :key, (:now AT TIME ZONE 'UTC')::date, 1, :now + interval '2 days' WHERE :budget > 0
ON CONFLICT (key, day) DO UPDATE SET used = c.used + 1 WHERE c.used < :budget
RETURNING used`,
);

/** What was spent today, of each budget. */
export const SPENT = statement(
  { now: 'timestamptz' },
  `
SELECT key, used FROM daily_count
WHERE key LIKE 'sms%' AND day = (:now AT TIME ZONE 'UTC')::date`,
).returns<{ key: string; used: number }>();

/** Gives one of each key back. */
export const GIVE_BACK = statement(
  { keys: 'text[]', spentAt: 'timestamptz' },
  `
WITH locked AS MATERIALIZED (
  SELECT key, day FROM daily_count
  WHERE key = ANY(:keys) AND day = (:spentAt AT TIME ZONE 'UTC')::date
  ORDER BY key COLLATE "C" DESC FOR UPDATE
)
UPDATE daily_count AS c SET used = c.used - 1
FROM locked WHERE c.key = locked.key AND c.day = locked.day`,
);
