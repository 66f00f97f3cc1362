import { idempotentStatement, statement } from '@edu/persistence';
import { LIVE } from '../booking/states.sql.ts';

/** Only an event that is later than every one known of the user changes a row. */
const IS_LATER = (at: string) => `greatest(known.suspended_at, known.reinstated_at) < ${at}`;

/** A user may neither book nor be booked from now on; what is booked is due to be called off. */
export const SUSPEND = idempotentStatement({
  parameters: { userId: 'uuid', at: 'timestamptz' },
  writes: [
    `INSERT INTO suspended_user AS known (user_id, suspended_at, due_at)
     SELECT :userId, :at, now() FROM first
     ON CONFLICT (user_id) DO UPDATE
     SET suspended_at = excluded.suspended_at, learnt_at = now(), due_at = now(), attempts = 0
     WHERE ${IS_LATER('excluded.suspended_at')}`,
  ],
});

/** A user may book and be booked again. What was called off stays so. */
export const REINSTATE = idempotentStatement({
  parameters: { userId: 'uuid', at: 'timestamptz' },
  writes: [
    `INSERT INTO suspended_user AS known (user_id, suspended_at, reinstated_at)
     SELECT :userId, NULL, :at FROM first
     ON CONFLICT (user_id) DO UPDATE SET reinstated_at = excluded.reinstated_at, due_at = NULL, attempts = 0
     WHERE ${IS_LATER('excluded.reinstated_at')}`,
  ],
});

/** The bookings of a suspended user that have not ended. */
const STANDING = `
  FROM booking WHERE (provider_id = :userId OR learner_id = :userId)
    AND state IN ${LIVE} AND ends_at > now()
    AND EXISTS (SELECT FROM suspended_user WHERE user_id = :userId AND suspended)`;

/** The next lesson first. One that somebody else works on is left for the next time. */
export const CLAIM_BOOKINGS = statement(
  { userId: 'uuid', most: 'int' },
  `SELECT id ${STANDING} ORDER BY starts_at LIMIT :most FOR UPDATE OF booking SKIP LOCKED`,
).returns<{ id: string }>();

/**
 * Looks at a user again in a while. A booking that was being made while the account was suspended
 * could not be seen; a statement runs for 5 s at most, so one look after that is the last.
 */
export const LOOK_AGAIN = statement(
  { userId: 'uuid' },
  `UPDATE suspended_user SET attempts = 0, due_at = CASE
     WHEN EXISTS (SELECT ${STANDING}) THEN now() + interval '1 second'
     WHEN suspended AND learnt_at > now() - interval '10 seconds'
       THEN now() + interval '10 seconds' END
   WHERE user_id = :userId`,
);
