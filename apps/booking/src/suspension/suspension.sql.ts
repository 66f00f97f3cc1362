import { idempotentStatement, statement } from '@edu/persistence';

/** A user may neither book nor be booked from now on; what is booked is due to be called off. */
export const SUSPEND = idempotentStatement({
  parameters: { userId: 'uuid' },
  writes: [
    `INSERT INTO suspended_user (user_id, due_at) SELECT :userId, now() FROM first
     ON CONFLICT (user_id) DO UPDATE SET suspended_at = now(), due_at = now(), attempts = 0`,
  ],
});

/** The bookings of a user that have not ended. */
const STANDING = `
  FROM booking WHERE (provider_id = :userId OR learner_id = :userId)
    AND state IN ('pending', 'confirmed') AND ends_at > now()`;

/** The next lesson first. One that somebody else works on is left for the next time. */
export const CLAIM_BOOKINGS = statement(
  { userId: 'uuid', most: 'int' },
  `SELECT id ${STANDING} ORDER BY starts_at LIMIT :most FOR UPDATE SKIP LOCKED`,
).returns<{ id: string }>();

/**
 * Looks at a user again in a while. A booking that was being made while the account was suspended
 * could not be seen; a statement runs for 5 s at most, so one look after that is the last.
 */
export const LOOK_AGAIN = statement(
  { userId: 'uuid' },
  `UPDATE suspended_user SET attempts = 0, due_at = CASE
     WHEN EXISTS (SELECT ${STANDING}) THEN now() + interval '1 second'
     WHEN suspended_at > now() - interval '10 seconds' THEN now() + interval '10 seconds' END
   WHERE user_id = :userId`,
);
