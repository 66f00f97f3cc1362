import type { Photo } from '@edu/contract-kit';
import type { Trial } from '@edu/contracts-availability';
import { statement } from '@edu/persistence';

/** A row of an answer: a hit, or only the values that belong to the whole answer. */
export interface HitRow {
  /** Null when there is no hit. */
  readonly provider_id: string | null;
  readonly kind: string;
  readonly display_name: string;
  /** Null before the profile had one. */
  readonly slug: string | null;
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
  readonly photo: Photo | null;
  readonly verified: string[];
  /** `upper_secondary` for any subject, `maths:upper_secondary` for one. */
  readonly levels: string[];
  /** Null where no times are offered yet. */
  readonly booking_mode: 'instant' | 'request' | null;
  /** Perhaps in another currency than the price of an hour. */
  readonly trial: Trial | null;
  readonly lat: number | null;
  readonly lng: number | null;
  /** Metres. */
  readonly distance: number | null;
  /** Place in the order, for the cursor. */
  readonly key: number;
  /** On the first row of the first page. */
  readonly facets: Facets | null;
  /**
   * The last listing that was looked at, when the page is not full and there are more to look at;
   * null otherwise.
   */
  readonly cut: { readonly key: number; readonly id: string } | null;
}

export interface Facets {
  readonly subjects: FacetCount[];
  readonly languages: FacetCount[];
  /** As the rows spell them, of the subject that is asked for where one is. */
  readonly levels: FacetCount[];
  readonly bookingModes: FacetCount[];
}

interface FacetCount {
  readonly value: string;
  readonly count: number;
}

const POINT = 'ST_MakePoint(:lng, :lat)::geography';
/** Metres on the sphere: like ST_DWithin(…, false), half a percent from the ellipsoid. */
const DISTANCE = `location <-> ${POINT}`;
/** What the index of places cuts out: the circle, and a little more. */
const IN_BOX = `(:radius IS NULL OR (modes @> ARRAY['in_person']
  AND location && _ST_Expand(${POINT}, :radius)))`;
const WORDS = 'document @@ words_query(:q)';
/** Typing mistakes forgiven: `meant` are the tags of the subjects that the text may mean. */
const MISTYPED = `(tags && :meant OR fold(:q) <% names)`;

/**
 * What no index says alone. Filters that are not asked for are null. That is fast only because the
 * role plans each execution for its values (plan_cache_mode = force_custom_plan): then
 * `NULL IS NULL OR …` is gone before an index is chosen. The circle ends at the smaller of the two
 * radii.
 */
const IN_REACH = `(:radius IS NULL
  OR ST_DWithin(location, ${POINT}, least(:radius, radius_km * 1000), false))`;
const IN_PRICE = `(:minRate IS NULL OR rate_amount >= :minRate)
  AND (:maxRate IS NULL OR rate_amount <= :maxRate)`;
const FILTERS = `${IN_REACH} AND ${IN_PRICE}
  AND (:radius IS NULL OR modes @> ARRAY['in_person'])
  AND (:subject IS NULL OR subjects @> ARRAY[:subject])
  AND (:lang IS NULL OR languages @> ARRAY[:lang])
  AND (:mode IS NULL OR modes @> ARRAY[:mode])
  AND (:country IS NULL OR country = :country)
  AND (:verified IS NULL OR verified @> ARRAY[:verified])
  AND (:level IS NULL OR levels @> ARRAY[:level])
  AND (:bookingMode IS NULL OR booking_mode = :bookingMode)
  AND (:currency IS NULL OR rate_currency = :currency)`;

const SHOWN = `provider_id, kind, display_name, slug, headline, subjects, languages, modes, rate_amount,
  rate_currency, rating, review_count, city, country, photo, verified, levels,
  booking_mode, trial, location`;

const COMMON = {
  /** Where the person looks from; how far they, or the listing, travel, in metres. */
  lat: 'float8?',
  lng: 'float8?',
  radius: 'float8?',
  minRate: 'bigint?',
  maxRate: 'bigint?',
  q: 'text?',
  /** The row after which the page starts. */
  key: 'float8?',
  id: 'uuid?',
  /** One more than the page shows. */
  rows: 'int',
  candidates: 'int',
  examined: 'int',
  /** Those that are counted. */
  levels: 'text[]',
} as const;

const WALK = {
  ...COMMON,
  kind: 'text',
  subject: 'text?',
  lang: 'text?',
  mode: 'text?',
  country: 'text?',
  verified: 'text?',
  level: 'text?',
  bookingMode: 'text?',
  currency: 'text?',
} as const;

const MATCH = { ...COMMON, tags: 'text[]', rates: 'text[]?', meant: 'text[]?' } as const;

/**
 * One page of the candidates, in one answer with their facets (on the first page) and where the
 * search was cut.
 */
function pageOf(candidates: string, order: string, cut: string): string {
  const facet = (column: string, counted = 'true') => `(
    SELECT coalesce(jsonb_agg(jsonb_build_object('value', value, 'count', count)), '[]')
    FROM (SELECT value, count(*) FROM candidate, unnest(${column}) AS value WHERE ${counted}
      GROUP BY value ORDER BY count DESC, value LIMIT 20) AS counted)`;
  return `${candidates}, shown AS MATERIALIZED (
  SELECT * FROM candidate ORDER BY ${order} LIMIT :rows
)
SELECT shown.*, ${DISTANCE} AS distance,
  ST_Y(location::geometry) AS lat, ST_X(location::geometry) AS lng,
  CASE WHEN :id IS NULL AND row_number() OVER (ORDER BY ${order}) = 1 THEN
    jsonb_build_object('subjects', ${facet('subjects')}, 'languages', ${facet('languages')},
      'levels', ${facet('levels', 'value = ANY(:levels)')},
      'bookingModes', ${facet('ARRAY[booking_mode]', 'value IS NOT NULL')})
  END AS facets,
  (${cut}) AS cut
FROM (VALUES (1)) AS always LEFT JOIN shown ON true
ORDER BY ${order}`;
}

type Direction = 'ASC' | 'DESC';

interface Walk {
  /** Listings from where the page starts; their place in the order is `place`. */
  readonly listings: string;
  /** The order of an index in which they come, and nothing that it cannot give. */
  readonly by: string;
  /** What the candidates are ordered by in the end, if not by their place. */
  readonly key?: string;
  readonly direction: Direction;
  /** Which of the candidates come after the page before, when the walk cannot start there. */
  readonly after?: string;
}

const order = (column: string, direction: Direction) =>
  `${column} ${direction}, provider_id ${direction}`;

/**
 * Looks at no more than `examined` listings in the order of an index, and keeps those that fit. A
 * page costs what lies between its first and its last row, and rows that come or go meanwhile move
 * no other row between pages.
 */
function walk({ listings, by, key = 'place', direction, after = 'true' }: Walk) {
  return statement(
    WALK,
    pageOf(
      `
WITH candidate AS MATERIALIZED (
  SELECT * FROM (
    SELECT ${SHOWN}, (${key})::float8 AS key FROM (
      SELECT * FROM (${listings} ORDER BY ${by} LIMIT :examined) AS seen
      WHERE ${FILTERS} AND (:q IS NULL OR ${WORDS})
      ORDER BY ${by} LIMIT :candidates) AS fit) AS keyed
  WHERE ${after}
)`,
      order('key', direction),
      `CASE WHEN (SELECT count(*) FROM shown) < :rows THEN (
    SELECT jsonb_build_object('key', place, 'id', provider_id)
    FROM (${listings} ORDER BY ${by} OFFSET :examined - 1 LIMIT 1) AS last) END`,
    ),
  ).returns<HitRow>();
}

const afterKey = (sign: '<' | '>') => `(:id IS NULL OR (key, provider_id) ${sign} (:key, :id))`;

const NEAREST = `SELECT *, ${DISTANCE} AS place FROM listing
  WHERE kind = :kind AND location IS NOT NULL AND ${IN_BOX}`;
/** A kilometre costs 20 points; the score goes from 0 to 1000. */
const NEAR_KEY = `score - CASE WHEN :radius IS NULL THEN 0 ELSE 20 * (${DISTANCE}) / 1000 END`;

/** By how a list is ordered, for filters that many listings pass. */
export const WALKS = {
  score: walk({
    listings: `SELECT *, score AS place FROM listing
      WHERE kind = :kind AND (:id IS NULL OR (score, provider_id) < (:key::int, :id))`,
    by: order('place', 'DESC'),
    direction: 'DESC',
  }),
  subject: walk({
    listings: `SELECT listing.*, best.score AS place FROM (
      SELECT provider_id, score FROM listing_subject
      WHERE subject = :subject AND kind = :kind
        AND (:id IS NULL OR (score, provider_id) < (:key::int, :id))
      ORDER BY score DESC, provider_id DESC LIMIT :examined) AS best
      JOIN listing USING (provider_id)`,
    by: order('place', 'DESC'),
    direction: 'DESC',
  }),
  price: walk({
    listings: `SELECT *, rate_amount AS place FROM listing
      WHERE kind = :kind AND rate_currency = :currency AND ${IN_PRICE}
        AND (:id IS NULL OR (rate_amount, provider_id) > (:key::bigint, :id))`,
    by: order('place', 'ASC'),
    direction: 'ASC',
  }),
  distance: walk({ listings: NEAREST, by: 'place', direction: 'ASC', after: afterKey('>') }),
  near: walk({
    listings: NEAREST,
    by: 'place',
    key: NEAR_KEY,
    direction: 'DESC',
    after: afterKey('<'),
  }),
} as const;

/**
 * Looks the filters up in the indexes of words and tags, which say how many listings pass all of
 * them. When those are no more than `examined` they are put in order, and no other one can belong to
 * the list; else the answer is that it was cut, and nothing. A mistyped text is the exception: it
 * takes as many of those that it may mean.
 */
function match(key: string, direction: Direction) {
  const sign = direction === 'ASC' ? '>' : '<';
  return statement(
    MATCH,
    pageOf(
      `
WITH seen AS MATERIALIZED (
  SELECT ${SHOWN}, score, radius_km, names, tags, CASE WHEN :q IS NOT NULL THEN document END AS document
  FROM listing
  WHERE tags @> :tags AND (:rates IS NULL OR tags && :rates)
    AND (:q IS NULL OR CASE WHEN :meant IS NULL THEN ${WORDS} ELSE ${MISTYPED} END)
  LIMIT :examined + 1
), candidate AS MATERIALIZED (
  SELECT * FROM (
    SELECT ${SHOWN}, (${key})::float8 AS key FROM seen
    WHERE (:meant IS NOT NULL OR (SELECT count(*) FROM seen) <= :examined)
      AND ${IN_REACH} AND ${IN_PRICE}) AS keyed
  WHERE ${afterKey(sign)}
  ORDER BY ${order('key', direction)} LIMIT :candidates
)`,
      order('key', direction),
      `CASE WHEN :meant IS NULL AND (SELECT count(*) FROM seen) > :examined
    THEN jsonb_build_object('key', 0, 'id', '') END`,
    ),
  ).returns<HitRow>();
}

/**
 * What a text adds: up to 2000 for a word of the name or the subjects, some 100 for one of the bio,
 * so that it outweighs the score.
 */
const TEXT_KEY = `2000 * CASE WHEN :q IS NULL THEN 0
  WHEN :meant IS NULL THEN ts_rank(document, words_query(:q))
  ELSE greatest(word_similarity(fold(:q), names), (tags && :meant)::int * 0.8) END`;

/** By how a list is ordered, for filters that few listings pass. */
export const MATCHES = {
  score: match('score', 'DESC'),
  price: match('rate_amount', 'ASC'),
  distance: match(DISTANCE, 'ASC'),
  near: match(`${NEAR_KEY} + ${TEXT_KEY}`, 'DESC'),
  text: match(`score + ${TEXT_KEY}`, 'DESC'),
} as const;
