import { LIVE_STATES } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import { IS_ENTRY } from '../booking/states.sql.ts';

/** What takes a place in somebody's day, or took one. */
const SHOWN = `(${[...LIVE_STATES, 'completed', 'no_show'].map((state) => `'${state}'`).join(', ')})`;

export interface CalendarRow {
  readonly id: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: string;
  readonly mode: string;
  readonly subject: string | null;
  readonly proposedStarts: readonly Date[] | null;
}

/** One range of an index, in its order. */
const show = (side: string) =>
  statement(
    { userIds: 'uuid[]', from: 'timestamptz', until: 'timestamptz', limit: 'int' },
    `SELECT id, learner_id AS "learnerId", provider_id AS "providerId", starts_at AS "startsAt",
       ends_at AS "endsAt", state, mode, subject,
       CASE state WHEN 'confirmed' THEN (
         SELECT proposal.starts FROM reschedule_proposal AS proposal
         WHERE proposal.booking_id = booking.id AND proposal.state = 'open' AND proposal.expires_at > now()
       ) END AS "proposedStarts"
     FROM booking
     WHERE ${side} = ANY (:userIds) AND starts_at >= :from AND starts_at < :until AND state IN ${SHOWN}
       AND ${IS_ENTRY}
     ORDER BY starts_at, id LIMIT :limit`,
  ).returns<CalendarRow>();

export const SHOW_TAUGHT = show('provider_id');
export const SHOW_LEARNT = show('learner_id');
