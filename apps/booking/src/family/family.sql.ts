import { statement } from '@edu/persistence';
import { IS_ENTRY, LIVE } from '../booking/states.sql.ts';

export interface FamilyRow {
  readonly childId: string;
  readonly parentIds: readonly string[];
  readonly hasAccount: boolean;
  readonly closed: boolean;
  readonly zone: string;
  /** Minor units, as text. */
  readonly capAmount: string | null;
  readonly capCurrency: string | null;
  readonly providers: readonly string[] | null;
  readonly hoursFrom: string | null;
  readonly hoursTo: string | null;
}

const ROW = `SELECT child_id AS "childId", parent_ids AS "parentIds", has_account AS "hasAccount",
  closed, zone, cap_amount::text AS "capAmount", cap_currency AS "capCurrency", providers,
  hours_from AS "hoursFrom", hours_to AS "hoursTo"
  FROM family WHERE child_id = :childId AND cardinality(parent_ids) > 0`;

export const FIND_FAMILY = statement({ childId: 'uuid' }, ROW).returns<FamilyRow>();

/**
 * Held until the transaction ends: bookings for one child go one after the other, and so do the events
 * that change its family. Whatever is read after it has seen all of those before.
 */
export const LOCK_FAMILY = statement({ childId: 'uuid' }, `${ROW} FOR UPDATE`).returns<FamilyRow>();

/**
 * What a child’s lessons that were booked within a time cost, of one currency. One that is called off
 * counts for as long as nothing of its money went back.
 */
export const SPENT = statement(
  {
    ...{ childId: 'uuid', currency: 'text', from: 'timestamptz', until: 'timestamptz' },
    /** One that does not count. */
    bookingId: 'uuid?',
  },
  `SELECT coalesce(sum(price_amount), 0)::text AS spent FROM booking
   WHERE learner_id = :childId AND id IS DISTINCT FROM :bookingId AND price_currency = :currency
     AND created_at >= :from AND created_at < :until
     -- What was paid for a move is in the price of its lesson.
     AND ${IS_ENTRY}
     AND (state IN ${LIVE} OR state IN ('completed', 'no_show')
       OR state = 'canceled' AND payment_id IS NOT NULL)`,
).returns<{ spent: string }>();

/** The children of a parent. */
export const CHILDREN_OF = statement(
  { parentId: 'uuid' },
  'SELECT child_id AS "childId" FROM family WHERE parent_ids @> ARRAY[:parentId]',
).returns<{ childId: string }>();
