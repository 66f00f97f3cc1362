import { statement } from '@edu/persistence';
import { addHits, isFull, PASSWORDS } from '../throttle/throttle.sql.ts';

/** $1 address, $2 now. */
export const PASSWORDS_FULL = isFull(PASSWORDS);

/** $1 address, $2 now, $3 account, $4 request id. */
export const LOGIN_FAILED = statement(`
WITH counted AS (${addHits(PASSWORDS, 'SELECT $1::text', '$2')})
INSERT INTO audit_entry (at, action, account_id, request_id)
VALUES ($2::timestamptz, 'login_failed', $3::uuid, $4::text)`);
