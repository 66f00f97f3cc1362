import { statement } from '@edu/persistence';

/** Each time step once: of two with the same code, the second finds the step used. */
export const USE_STEP = statement(
  { accountId: 'uuid', step: 'int' },
  `
UPDATE totp SET last_step = :step WHERE account_id = :accountId AND last_step < :step
RETURNING account_id AS "accountId"`,
).returns<{ accountId: string }>();

/** Counts a try before it is compared; no row when the sign-in takes no more. */
export const COUNT_TRY = statement(
  { hash: 'text', now: 'timestamptz', max: 'int' },
  `
UPDATE half_sign_in SET tries = tries + 1 WHERE hash = :hash AND tries < :max AND expires_at > :now
RETURNING account_id AS "accountId", amr`,
).returns<{ accountId: string; amr: string[] }>();
