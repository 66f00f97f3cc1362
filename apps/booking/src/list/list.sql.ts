import { LIVE_STATES, UNANSWERED_STATES } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import { among, LIVE } from '../booking/states.sql.ts';
import { CALLED_OFF, HELD, type CountedState } from './parts.ts';

type Side = 'learner' | 'provider';
type Order = 'ahead' | 'back';

/** Which of somebody's bookings, apart from when they are shown. */
const CHOICE = {
  userIds: 'uuid[]',
  withId: 'uuid?',
  state: 'text?',
  subject: 'text?',
  from: 'timestamptz?',
  to: 'timestamptz?',
} as const;

/** A learner's are those of all children of a parent; a provider is one, so an index has their order. */
const CHOSEN: Record<Side, string> = {
  learner: chosen('learner_id = ANY (:userIds)', 'provider_id'),
  provider: chosen('provider_id = (:userIds)[1]', 'learner_id'),
};

function chosen(isTheirs: string, other: string): string {
  return `${isTheirs}
    AND (:withId IS NULL OR ${other} = :withId)
    AND (:state IS NULL OR state = :state)
    AND (:subject IS NULL OR subject = :subject)
    AND (:from IS NULL OR starts_at >= :from)
    AND (:to IS NULL OR starts_at < :to)`;
}

const ahead = (states: readonly string[]) => `state IN ${among(states)} AND ends_at > :now`;
const TO_COME = ahead(LIVE_STATES);

/** What is in a part of a list; `countParts` counts the same. */
const SHOWN = `
  CASE :part
    WHEN 'upcoming' THEN ${TO_COME}
    WHEN 'to_pay' THEN ${ahead(['pending'])}
    WHEN 'asked' THEN ${ahead(UNANSWERED_STATES)}
    WHEN 'past' THEN state IN ${among(HELD)} AND NOT (${TO_COME})
    WHEN 'canceled' THEN state IN ${among(CALLED_OFF)}
    ELSE true END
  AND CASE :when WHEN 'upcoming' THEN ${TO_COME} WHEN 'past' THEN NOT (${TO_COME}) ELSE true END`;

const LISTED = {
  ...CHOICE,
  part: 'text?',
  when: 'text?',
  now: 'timestamptz',
  afterAt: 'timestamptz?',
  afterId: 'uuid?',
  limit: 'int',
} as const;

const DIRECTION: Record<Order, { readonly by: string; readonly beyond: string }> = {
  ahead: { by: 'ASC', beyond: '>' },
  back: { by: 'DESC', beyond: '<' },
};

function inOrder(order: Order) {
  const { by, beyond } = DIRECTION[order];
  return {
    isBeyond: `(:afterAt IS NULL OR (starts_at, id) ${beyond} (:afterAt, :afterId))`,
    orderBy: `starts_at ${by}, id ${by}`,
  };
}

function listApart(side: Side, order: Order) {
  const { isBeyond, orderBy } = inOrder(order);
  return statement(
    LISTED,
    `SELECT id FROM booking WHERE ${CHOSEN[side]} AND ${SHOWN} AND ${isBeyond}
     ORDER BY ${orderBy} LIMIT :limit`,
  ).returns<Listed>();
}

/** The lessons of a series that would be listed are one row, in the place of the first of them. */
function listTogether(side: Side, order: Order) {
  const { isBeyond, orderBy } = inOrder(order);
  return statement(
    LISTED,
    `SELECT id, lessons, paid, total, "totalPaid" FROM (
       SELECT (array_agg(id ORDER BY ${orderBy}))[1] AS id,
         (array_agg(starts_at ORDER BY ${orderBy}))[1] AS starts_at,
         count(*)::int AS lessons, count(payment_id)::int AS paid,
         sum(price_amount)::bigint AS total,
         (sum(price_amount) FILTER (WHERE payment_id IS NOT NULL))::bigint AS "totalPaid"
       FROM booking WHERE ${CHOSEN[side]} AND ${SHOWN}
       GROUP BY coalesce(series_id, id)) AS entry
     WHERE ${isBeyond} ORDER BY ${orderBy} LIMIT :limit`,
  ).returns<Listed>();
}

/** A booking of a list, and what it stands for where it stands for others of its series. */
export interface Listed {
  readonly id: string;
  readonly lessons?: number;
  readonly paid?: number;
  /** Minor units, as all amounts. */
  readonly total?: string;
  readonly totalPaid?: string | null;
}

/** The pages of lists. */
export const LIST = {
  apart: {
    learner: { ahead: listApart('learner', 'ahead'), back: listApart('learner', 'back') },
    provider: { ahead: listApart('provider', 'ahead'), back: listApart('provider', 'back') },
  },
  together: {
    learner: { ahead: listTogether('learner', 'ahead'), back: listTogether('learner', 'back') },
    provider: { ahead: listTogether('provider', 'ahead'), back: listTogether('provider', 'back') },
  },
};

const countBy = (side: Side) =>
  statement(
    { ...CHOICE, now: 'timestamptz' },
    `SELECT state, count(*)::int AS count,
       (count(*) FILTER (WHERE state IN ${LIVE} AND ends_at <= :now))::int AS over
     FROM booking WHERE ${CHOSEN[side]} GROUP BY state ORDER BY state`,
  ).returns<CountedState>();

export const COUNT = { learner: countBy('learner'), provider: countBy('provider') };
