import { statement } from '@edu/persistence';
import { lessonOf, providerBusy } from '../booking/busy.sql.ts';
import { LIVE } from '../booking/states.sql.ts';

/**
 * The first of these times at which neither of the two has another lesson. One that is to be moved is in nobody's
 * way, and where it is now is no other time.
 */
export const FIND_FREE = statement(
  {
    ...{ providerId: 'uuid', learnerId: 'uuid', movedBookingId: 'uuid?' },
    ...{ starts: 'timestamptz[]', ends: 'timestamptz[]' },
    ...{ busyFrom: 'timestamptz[]', busyUntil: 'timestamptz[]' },
  },
  `SELECT near.starts_at FROM unnest(:starts, :ends, :busyFrom, :busyUntil)
     WITH ORDINALITY AS near(starts_at, ends_at, busy_from, busy_until, place)
   WHERE NOT ${providerBusy(['near.busy_from', 'near.busy_until'], {
     other: `${lessonOf('busy')} IS DISTINCT FROM :movedBookingId`,
   })}
     AND NOT EXISTS (SELECT FROM booking AS own
       WHERE own.learner_id = :learnerId AND own.state IN ${LIVE}
         AND ${lessonOf('own')} IS DISTINCT FROM :movedBookingId
         AND tstzrange(own.starts_at, own.ends_at, '[)')
           && tstzrange(near.starts_at, near.ends_at, '[)'))
     AND NOT EXISTS (SELECT FROM booking AS moved
       WHERE moved.id = :movedBookingId AND moved.starts_at = near.starts_at)
   ORDER BY near.place LIMIT 1`,
).returns<{ starts_at: Date }>();
