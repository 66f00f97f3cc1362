import { statement } from '@edu/persistence';

/** At most `max` hits in any `windowS` seconds. */
export interface Limit {
  readonly name: string;
  readonly max: number;
  readonly windowS: number;
}

/** Codes sent to one address. */
export const CODES: Limit = { name: 'codes', max: 3, windowS: 600 };
/** Codes tried in vain at one address or account, whichever code it was. */
export const GUESSES: Limit = { name: 'guesses', max: 10, windowS: 3_600 };
/** Wrong passwords for one address. The owner still gets in with a code. */
export const PASSWORDS: Limit = { name: 'passwords', max: 20, windowS: 900 };

const since = (now: string, { windowS }: Limit) => `${now} - interval '${windowS} seconds'`;

/**
 * An INSERT that hits every subject of a SELECT, and returns the keys of those that had room. The
 * row lock makes it exact under any number of parallel hits; rows are locked in the order of their
 * keys, so that two statements never wait in a circle.
 *
 * @param subjects SELECT of one text column
 * @param now parameter with the present instant
 */
export const addHits = (limit: Limit, subjects: string, now: string) => `
  INSERT INTO throttle AS t (key, hits, expires_at)
  SELECT '${limit.name}:' || subject, ARRAY[${now}::timestamptz(3)],
    ${now}::timestamptz + interval '${limit.windowS} seconds'
  FROM (${subjects}) AS subjects (subject) ORDER BY 1
  ON CONFLICT (key) DO UPDATE
  SET expires_at = excluded.expires_at,
    hits = ARRAY(SELECT hit FROM unnest(t.hits) AS hit
      WHERE hit > ${since('excluded.hits[1]', limit)}) || excluded.hits
  WHERE (SELECT count(*) FROM unnest(t.hits) AS hit
    WHERE hit > ${since('excluded.hits[1]', limit)}) < ${limit.max}
  RETURNING key`;

/** Takes one hit back. $1 keys, $2 the instant of the hit. */
export const REMOVE_HIT = statement(`
WITH locked AS MATERIALIZED (
  SELECT key, array_position(hits, $2::timestamptz(3)) AS position FROM throttle
  WHERE key = ANY($1::text[]) ORDER BY key FOR UPDATE
)
UPDATE throttle SET hits = hits[:position - 1] || hits[position + 1:]
FROM locked WHERE throttle.key = locked.key AND position IS NOT NULL`);

/** Whether a subject has no room left. $1 subject, $2 now. */
export const isFull = (limit: Limit) =>
  statement(`
SELECT count(*) >= ${limit.max} AS full FROM throttle, unnest(hits) AS hit
WHERE key = '${limit.name}:' || $1::text AND hit > ${since('$2::timestamptz', limit)}`);

export const throttleKey = ({ name }: Limit, subject: string) => `${name}:${subject}`;
