import { MAX_SERIES_LESSONS } from '@edu/contracts-availability';
import { statement } from '@edu/persistence';
import { IS_ENTRY, LIVE } from '../booking/states.sql.ts';
import type { CountedState } from './parts.ts';

type Side = 'learner' | 'provider';
type Order = 'ahead' | 'back';

const MINE: Record<Side, string> = { learner: 'learner_id', provider: 'provider_id' };
const OTHERS: Record<Side, string> = { learner: 'provider_id', provider: 'learner_id' };

const LISTED = {
  userIds: 'uuid[]',
  /** Of `spansOf`. */
  spans: 'jsonb',
  withId: 'uuid?',
  subject: 'text?',
  from: 'timestamptz',
  to: 'timestamptz',
  /** The page follows this place. */
  afterAt: 'timestamptz',
  afterId: 'uuid',
  limit: 'int',
  /** Lessons of a state that are read at most. */
  most: 'int',
} as const;

interface Direction {
  readonly by: string;
  readonly beyond: string;
}
const DIRECTION: Record<Order, Direction> = {
  ahead: { by: 'ASC', beyond: '>' },
  back: { by: 'DESC', beyond: '<' },
};

const IN_TIME = 'starts_at >= :from AND starts_at < :to';
const IN_SPAN = `booking.state = span.state
      AND ends_at > coalesce(span.ends_after, '-infinity')
      AND ends_at <= coalesce(span.ends_until, 'infinity')`;
/** No lesson is as long as a day: bounds by the start, which indexes have, for what is said of the end. */
const NEAR_SPAN = `starts_at > coalesce(span.ends_after - interval '1 day', '-infinity')
      AND starts_at < coalesce(span.ends_until, 'infinity')`;
/** Lessons of a series that the list has, each looked at once. */
const OF_SERIES = (id: string) => `
    FROM booking WHERE booking.series_id = ${id} AND ${IN_TIME}
      AND (SELECT bool_or(${IN_SPAN}) FROM span)`;

/**
 * Entries of a series: the lesson that comes first of those that the list has, for all of them. One that
 * had a lesson before this page was on an earlier one.
 */
const together = ({ by, beyond }: Direction) => `
  SELECT first.id, first.starts_at, series.lessons, series.paid, series.total, series."totalPaid"
  FROM (
    -- In this order: what comes after the page is not looked at.
    SELECT * FROM (
      SELECT * FROM (
        SELECT DISTINCT ON (coalesce(series_id, id)) * FROM fitting
        ORDER BY coalesce(series_id, id), starts_at ${by}, id ${by}) AS each
      ORDER BY starts_at ${by}, id ${by} OFFSET 0) AS seen
    WHERE CASE WHEN series_id IS NULL OR NOT isfinite(:afterAt) THEN true ELSE (
      SELECT true ${OF_SERIES('seen.series_id')}
        AND NOT (starts_at, booking.id) ${beyond} (:afterAt, :afterId)
      LIMIT 1) IS NULL END
    ORDER BY starts_at ${by}, id ${by} LIMIT :limit
  ) AS first CROSS JOIN LATERAL (
    SELECT count(*)::int AS lessons, count(payment_id)::int AS paid,
      sum(price_amount)::bigint AS total,
      (sum(price_amount) FILTER (WHERE payment_id IS NOT NULL))::bigint AS "totalPaid"
    ${OF_SERIES('first.series_id')}
  ) AS series`;

const apart = () =>
  `SELECT id, starts_at, 1 AS lessons, 0 AS paid, NULL::bigint AS total, NULL::bigint AS "totalPaid"
   FROM fitting`;

/**
 * A page of a list. However many lessons somebody has, it reads `most` of each state, in the order of an
 * index, and of each series that it shows the lessons. Where these do not fill the page, `readAt` and
 * `readId` say how far it has come.
 */
function list(side: Side, order: Order, entries: (direction: Direction) => string) {
  const direction = DIRECTION[order];
  const { by, beyond } = direction;
  return statement(
    LISTED,
    `WITH span AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset(:spans) AS span(
         state text, ends_after timestamptz, ends_until timestamptz)
     ), read AS MATERIALIZED (
       SELECT lesson.* FROM unnest(:userIds) AS person(id) CROSS JOIN span CROSS JOIN LATERAL (
         SELECT booking.id, series_id, starts_at, subject, ${OTHERS[side]} AS other_id FROM booking
         WHERE ${MINE[side]} = person.id AND ${IN_SPAN} AND ${NEAR_SPAN} AND ${IN_TIME}
           AND ${IS_ENTRY}
           AND (starts_at, booking.id) ${beyond} (:afterAt, :afterId)
         ORDER BY starts_at ${by}, booking.id ${by} LIMIT :most
       ) AS lesson
       ORDER BY starts_at ${by}, id ${by} LIMIT :most
     ), fitting AS (
       SELECT * FROM read
       WHERE (:withId IS NULL OR other_id = :withId) AND (:subject IS NULL OR subject = :subject)
     ), entry AS (
       ${entries(direction)} ORDER BY starts_at ${by}, id ${by} LIMIT :limit
     ), last AS (
       SELECT starts_at, id FROM read ORDER BY starts_at ${by}, id ${by} OFFSET :most - 1
     )
     SELECT entry.id, lessons, paid, total, "totalPaid",
       last.starts_at AS "readAt", last.id AS "readId"
     FROM (VALUES (1)) AS one LEFT JOIN last ON true LEFT JOIN entry ON true
     ORDER BY entry.starts_at ${by}, entry.id ${by}`,
  ).returns<Found>();
}

/** A booking of a list, and what it stands for where it stands for others of its series. */
export interface Listed {
  readonly id: string;
  readonly lessons: number;
  readonly paid: number;
  /** Minor units, as all amounts. */
  readonly total: string | null;
  readonly totalPaid: string | null;
}

/** One line without an entry where there are none. */
interface Found extends Omit<Listed, 'id'> {
  readonly id: string | null;
  /** The last lesson that was read, where there may be more. */
  readonly readAt: Date | null;
  readonly readId: string | null;
}

/**
 * How many lessons of a state a page reads, where the first few do not fill it. As many for each entry as
 * a series has: those of as many series as the page has entries at the most stand before the last of
 * them, so the first page is never short.
 */
export const mostOf = (limit: number): number => limit * MAX_SERIES_LESSONS;

/** Before that: most lists have other lessons than those of a few series. */
export const fewOf = (limit: number): number => limit * 4;

/** Before everything, and after everything. */
export const ENDS: Record<Order, { readonly afterAt: string; readonly afterId: string }> = {
  ahead: { afterAt: '-infinity', afterId: '00000000-0000-0000-0000-000000000000' },
  back: { afterAt: 'infinity', afterId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
};

const sides = (entries: (direction: Direction) => string) => ({
  learner: { ahead: list('learner', 'ahead', entries), back: list('learner', 'back', entries) },
  provider: { ahead: list('provider', 'ahead', entries), back: list('provider', 'back', entries) },
});

/** The pages of lists. */
export const LIST = { apart: sides(apart), together: sides(together) };

const countBy = (side: Side) =>
  statement(
    {
      ...{ userIds: 'uuid[]', withId: 'uuid?', state: 'text?', subject: 'text?' },
      ...{ from: 'timestamptz?', to: 'timestamptz?', now: 'timestamptz' },
    },
    `SELECT state, count(*)::int AS count,
       (count(*) FILTER (WHERE state IN ${LIVE} AND ends_at <= :now))::int AS over
     FROM booking
     WHERE ${MINE[side]} = ANY (:userIds) AND ${IS_ENTRY}
       AND (:withId IS NULL OR ${OTHERS[side]} = :withId)
       AND (:state IS NULL OR state = :state)
       AND (:subject IS NULL OR subject = :subject)
       AND (:from IS NULL OR starts_at >= :from)
       AND (:to IS NULL OR starts_at < :to)
     GROUP BY state ORDER BY state`,
  ).returns<CountedState>();

export const COUNT = { learner: countBy('learner'), provider: countBy('provider') };
