import { statement, type PositionalStatement as Statement } from '@edu/persistence';

/** A row of a page. `key` is its place in the order, for the cursor. */
export interface HitRow {
  readonly provider_id: string;
  readonly kind: string;
  readonly display_name: string;
  readonly headline: string;
  readonly subjects: string[];
  readonly languages: string[];
  readonly modes: string[];
  readonly rate_amount: string;
  readonly rate_currency: string;
  readonly rating: number | null;
  readonly review_count: number;
  readonly city: string | null;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  /** Metres. */
  readonly distance: number | null;
  readonly key: string | number;
  /** On the first row of the first page. */
  readonly facets: Facets | null;
}

export interface Facets {
  readonly subjects: FacetCount[];
  readonly languages: FacetCount[];
}

interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** How many matches `best` weighs, and facets are counted over. */
const CANDIDATES = 500;

const POINT = 'ST_MakePoint($6::float8, $5::float8)::geography';
/** Metres on the sphere: like ST_DWithin(…, false), half a percent from the ellipsoid. */
const DISTANCE = `location <-> ${POINT}`;

/**
 * $1 kind, $2 subject, $3 q, $4 subjects that q may mean when typing mistakes are forgiven, $5 lat,
 * $6 lng, $7 radius in metres when somebody has to come, $8 language, $9 mode, $10 country,
 * $11 currency, $12 and $13 price limits, $14 and $15 key and id after which the page starts,
 * $16 rows.
 *
 * Filters not asked for are null. That is fast only because the role plans each execution for its
 * values (plan_cache_mode = force_custom_plan): then `NULL IS NULL OR …` is gone before an index is
 * chosen, and the choice knows how rare the word is. The circle is cut out twice: `&&` by the index,
 * and ST_DWithin exactly, by the smaller of the two radii, as a distance is the dearest thing here.
 */
const MATCHES = `kind = $1
  AND ($2::text IS NULL OR subjects @> ARRAY[$2::text])
  AND ($3::text IS NULL OR CASE WHEN $4::text[] IS NULL THEN document @@ search_query($3)
    ELSE subjects && $4::text[] OR fold($3) <% names END)
  AND ($7::float8 IS NULL OR (modes @> ARRAY['in_person']
    AND location && _ST_Expand(${POINT}, $7::float8)
    AND ST_DWithin(location, ${POINT}, least($7::float8, radius_km * 1000), false)))
  AND ($8::text IS NULL OR languages @> ARRAY[$8::text])
  AND ($9::text IS NULL OR modes @> ARRAY[$9::text])
  AND ($10::text IS NULL OR country = $10)
  AND ($11::text IS NULL OR rate_currency = $11)
  AND ($12::bigint IS NULL OR rate_amount >= $12)
  AND ($13::bigint IS NULL OR rate_amount <= $13)`;

const SHOWN = `provider_id, kind, display_name, headline, subjects, languages, modes, rate_amount,
  rate_currency, rating, review_count, city, country, location`;

/** One page of the candidates, and on the first page their facets, in one answer. */
function pageOf(candidates: string, order: string): Statement {
  const facet = (column: string) => `(
    SELECT coalesce(jsonb_agg(jsonb_build_object('value', value, 'count', count)), '[]')
    FROM (SELECT value, count(*) FROM candidate, unnest(${column}) AS value
      GROUP BY value ORDER BY count DESC, value LIMIT 20) AS counted)`;
  return statement(`
WITH candidate AS MATERIALIZED (${candidates})
SELECT ${SHOWN}, key, ${DISTANCE} AS distance,
  ST_Y(location::geometry) AS lat, ST_X(location::geometry) AS lng,
  CASE WHEN $15::uuid IS NULL AND row_number() OVER (ORDER BY ${order}) = 1 THEN
    jsonb_build_object('subjects', ${facet('subjects')}, 'languages', ${facet('languages')})
  END AS facets
FROM candidate ORDER BY ${order} LIMIT $16`);
}

/**
 * Pages that walk an index in its order, however deep: a page costs what lies between its first and
 * its last row, and rows that come or go meanwhile move no other row between pages.
 */
function walk(key: string, type: string, direction: 'ASC' | 'DESC', where = 'true'): Statement {
  const order = (column: string) => `${column} ${direction}, provider_id ${direction}`;
  const after = direction === 'ASC' ? '>' : '<';
  return pageOf(
    `
  SELECT ${SHOWN}, ${key} AS key FROM listing
  WHERE ${MATCHES} AND ${where}
    AND ($15::uuid IS NULL OR (${key}, provider_id) ${after} ($14::${type}, $15::uuid))
  ORDER BY ${order(key)}
  LIMIT CASE WHEN $15::uuid IS NULL THEN ${CANDIDATES} ELSE $16 END`,
    order('key'),
  );
}

/**
 * Best first, where a text or a place has a say. Ranking every match is linear in matches: ts_rank
 * alone took 42 ms of 100 000 listings and 580 ms of a million. So the first 500 by an order that an
 * index gives (the nearest, or without a place the best by themselves) are weighed exactly and the
 * rest is left out: nobody reads page 26, and a facet or a filter narrows further. With 20 000
 * listings the plan for a subject within 10 km is one scan of listing_travel, 2 ms and 0.6 to plan it;
 * two words are one of listing_document, 6 ms; a subject alone walks listing_score, 6 ms.
 *
 * What a text adds: up to 2000 for a word of the name or the subjects, some 100 for one of the bio,
 * so that it outweighs the score (0 to 1000); a kilometre costs 20.
 */
function weigh(first: string): Statement {
  const relevance = `CASE WHEN $3::text IS NULL THEN 0
      WHEN $4::text[] IS NULL THEN ts_rank(document, search_query($3))
      ELSE greatest(word_similarity(fold($3), names), (subjects && $4::text[])::int * 0.8) END`;
  return pageOf(
    `
  SELECT * FROM (
    SELECT ${SHOWN}, score + 2000 * (${relevance})::float8
      - CASE WHEN $7::float8 IS NULL THEN 0 ELSE 20 * (${DISTANCE}) / 1000 END AS key
    FROM (SELECT * FROM listing WHERE ${MATCHES} ORDER BY ${first} LIMIT ${CANDIDATES}) AS near
  ) AS weighed
  WHERE $15::uuid IS NULL OR (key, provider_id) < ($14::float8, $15::uuid)`,
    'key DESC, provider_id DESC',
  );
}

/** One prepared statement for each order of a list. */
export const FIND_LISTINGS = {
  score: walk('score', 'integer', 'DESC'),
  price: walk('rate_amount', 'bigint', 'ASC'),
  distance: walk(`(${DISTANCE})`, 'float8', 'ASC', 'location IS NOT NULL'),
  text: weigh('score DESC, provider_id DESC'),
  near: weigh(`${DISTANCE}, provider_id`),
} as const;
export type Order = keyof typeof FIND_LISTINGS;
