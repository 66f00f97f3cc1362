import { statement } from '@edu/persistence';
import { providerBusy } from '../booking/busy.sql.ts';
import { LIVE, UNBOOKABLE } from '../booking/states.sql.ts';

export interface GroupRow {
  readonly id: string;
  readonly provider_id: string;
  readonly state: 'open' | 'canceled';
  readonly title: string;
  readonly subject: string | null;
  readonly mode: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly busy_from: Date;
  readonly busy_until: Date;
  readonly seats: number;
  readonly price_amount: string;
  readonly price_currency: string;
  readonly zone: string;
  readonly policy: unknown;
  readonly version: number;
  readonly taken: number;
}

const GROUP = `
SELECT group_lesson.*, (SELECT count(*)::int FROM booking
  WHERE group_id = group_lesson.id AND state IN ${LIVE}) AS taken
FROM group_lesson`;

export const FIND_GROUP = statement({ id: 'uuid' }, `${GROUP} WHERE id = :id`).returns<GroupRow>();

/** Whether its provider has learners at all just now. */
const MAY_BE_JOINED = `NOT EXISTS (SELECT FROM suspended_user WHERE user_id = :providerId AND suspended)
     AND NOT ${UNBOOKABLE}`;

/** Those of a provider that are ahead; to others only those that can be booked. */
export const LIST_GROUPS = statement(
  { providerId: 'uuid', now: 'timestamptz', mine: 'boolean', most: 'int' },
  `${GROUP} WHERE provider_id = :providerId AND ends_at > :now AND (:mine OR (
     state = 'open' AND starts_at > :now AND ${MAY_BE_JOINED}))
   ORDER BY starts_at, id LIMIT :most`,
).returns<GroupRow>();

/**
 * The nearest other one of a provider that has a seat for a learner who is free then, of the same subject if
 * there is one.
 */
export const FIND_NEAREST_GROUP = statement(
  {
    ...{ id: 'uuid', providerId: 'uuid', learnerId: 'uuid', mode: 'text', subject: 'text?' },
    ...{ startsAt: 'timestamptz', now: 'timestamptz' },
  },
  `SELECT id, starts_at FROM group_lesson
   WHERE provider_id = :providerId AND ends_at > :now AND starts_at > :now AND state = 'open'
     AND id <> :id AND mode = :mode
     AND seats > (SELECT count(*) FROM booking
       WHERE group_id = group_lesson.id AND state IN ${LIVE})
     AND NOT EXISTS (SELECT FROM booking AS own
       WHERE own.learner_id = :learnerId AND own.state IN ${LIVE}
         AND tstzrange(own.starts_at, own.ends_at, '[)')
           && tstzrange(group_lesson.starts_at, group_lesson.ends_at, '[)'))
     AND ${MAY_BE_JOINED}
   ORDER BY subject IS DISTINCT FROM :subject,
     abs(extract(epoch FROM starts_at - :startsAt)), starts_at LIMIT 1`,
).returns<Pick<GroupRow, 'id' | 'starts_at'>>();

/** Nobody takes a seat while it is locked. */
export const LOCK_GROUP = statement(
  { id: 'uuid' },
  'SELECT FROM group_lesson WHERE id = :id FOR UPDATE',
);

export const LIVE_SEATS = statement(
  { id: 'uuid' },
  `SELECT id FROM booking WHERE group_id = :id AND state IN ${LIVE} ORDER BY id FOR UPDATE`,
).returns<{ id: string }>();

/** What is in the time of a group lesson to be offered. */
export const FIND_LESSONS = statement(
  { providerId: 'uuid', busyFrom: 'timestamptz', busyUntil: 'timestamptz' },
  `SELECT WHERE ${providerBusy([':busyFrom', ':busyUntil'])}`,
);

export const LIST_TIMES = statement(
  { after: 'uuid?', rows: 'int' },
  `SELECT id, provider_id, busy_from, busy_until, state, version FROM group_lesson
   WHERE id > coalesce(:after, '00000000-0000-0000-0000-000000000000') ORDER BY id LIMIT :rows`,
).returns<
  Pick<GroupRow, 'id' | 'provider_id' | 'busy_from' | 'busy_until' | 'state' | 'version'>
>();
