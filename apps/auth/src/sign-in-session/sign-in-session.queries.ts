import { statement } from '@edu/persistence';
import type { Account } from '../generated/prisma/client.ts';
import type { SpentToken } from './sign-in-session.domain.ts';

const ACCOUNT = `
  a.id, a.roles, a.display_name AS "displayName", a.locale, a.email, a.phone,
  a.password_hash AS "passwordHash", a.created_at AS "createdAt",
  a.suspended_at AS "suspendedAt"`;

/**
 * A session with its first refresh token.
 *
 * $1 session, $2 account, $3 now, $4 end of the session, $5 token hash, $6 end of the token,
 * $7 request id, $8 client.
 */
export const OPEN_SESSION = statement(`
WITH opened AS (
  INSERT INTO session (id, account_id, created_at, expires_at, client)
  VALUES ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz, $8::text)
), token AS (
  INSERT INTO refresh_token (hash, session_id, created_at, expires_at)
  VALUES ($5::text, $1::uuid, $3::timestamptz, $6::timestamptz)
)
INSERT INTO audit_entry (at, action, account_id, session_id, request_id)
VALUES ($3::timestamptz, 'logged_in', $2::uuid, $1::uuid, $7::text)`);

/** The family that a token belongs to. $1 hash. */
export const FIND_FAMILY = statement(`
SELECT session_id AS "sessionId" FROM refresh_token WHERE hash = $1::text`);

export type TradedRow = Account & { readonly sessionId: string };

/**
 * Trades a token for its child, once: the row lock lets one of any number through, and the others
 * see it used. No row when it cannot be traded.
 *
 * $1 hash, $2 hash of the child, $3 now, $4 end of the child.
 */
export const TRADE = statement(`
WITH parent AS (
  UPDATE refresh_token AS t SET used_at = $3::timestamptz
  FROM session AS s JOIN account AS a ON a.id = s.account_id
  WHERE t.hash = $1::text AND t.used_at IS NULL AND t.expires_at > $3::timestamptz
    AND s.id = t.session_id AND s.ended_at IS NULL AND s.expires_at > $3::timestamptz
    AND a.suspended_at IS NULL
  RETURNING s.id AS "sessionId", s.expires_at AS session_expires_at, ${ACCOUNT}
), child AS (
  INSERT INTO refresh_token (hash, session_id, created_at, expires_at)
  SELECT $2::text, "sessionId", $3::timestamptz, least($4::timestamptz, session_expires_at)
  FROM parent
)
SELECT * FROM parent`);

export type SpentRow = TradedRow & SpentToken;

/** A token that could not be traded. $1 hash, $2 hash of the child. */
export const FIND_SPENT = statement(`
SELECT s.id AS "sessionId", t.expires_at AS "expiresAt", t.used_at AS "usedAt",
  c.created_at AS "childCreatedAt", c.used_at AS "childUsedAt",
  s.ended_at AS "sessionEndedAt", s.expires_at AS "sessionExpiresAt", ${ACCOUNT}
FROM refresh_token AS t
JOIN session AS s ON s.id = t.session_id
JOIN account AS a ON a.id = s.account_id
LEFT JOIN refresh_token AS c ON c.hash = $2::text
WHERE t.hash = $1::text`);
