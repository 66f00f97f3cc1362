import { statement } from '@edu/persistence';
import { REFRESHES } from '../throttle/limits.ts';
import { insertHit } from '../throttle/throttle.sql.ts';
import type { Account } from '../generated/prisma/client.ts';
import type { SpentToken } from './sign-in-session.domain.ts';

const ACCOUNT = `
  a.id, a.roles, a.display_name AS "displayName", a.locale, a.zone, a.email, a.phone,
  a.password_hash AS "passwordHash", a.created_at AS "createdAt",
  a.suspended_at AS "suspendedAt"`;

/**
 * A session with its first refresh token, its device, and its lines in the audit log and in the log of
 * sign-ins: one statement, since every sign-in makes it. Whoever signs in is the user from here on.
 */
export const OPEN_SESSION = statement(
  {
    sessionId: 'uuid',
    accountId: 'uuid',
    now: 'timestamptz',
    sessionEnd: 'timestamptz',
    tokenHash: 'text',
    tokenEnd: 'timestamptz',
    requestId: 'text?',
    client: 'text?',
    browser: 'text?',
    system: 'text?',
    country: 'text?',
    device: 'text',
    deviceEnd: 'timestamptz',
    signInId: 'uuid',
    signInEnd: 'timestamptz',
    newDevice: 'boolean',
    newCountry: 'boolean',
    amr: 'text[]',
  },
  `
WITH opened AS (
  INSERT INTO session (id, account_id, created_at, expires_at, client, browser, system, country,
    device, amr, authenticated_at)
  VALUES (:sessionId, :accountId, :now, :sessionEnd, :client, :browser, :system, :country,
    :device, :amr, :now)
), token AS (
  INSERT INTO refresh_token (hash, session_id, created_at, expires_at)
  VALUES (:tokenHash, :sessionId, :now, :tokenEnd)
), known AS (
  INSERT INTO known_device (account_id, device, last_used_at, expires_at)
  VALUES (:accountId, :device, :now, :deviceEnd)
  ON CONFLICT (account_id, device) DO UPDATE
  SET last_used_at = excluded.last_used_at, expires_at = excluded.expires_at
), logged AS (
  INSERT INTO sign_in (id, account_id, at, outcome, methods, session_id, client, browser, system,
    country, new_device, new_country, expires_at)
  VALUES (:signInId, :accountId, :now, 'signed_in', :amr, :sessionId, :client, :browser, :system,
    :country, :newDevice, :newCountry, :signInEnd)
)
INSERT INTO audit_log
  (action, actor_kind, actor_id, session_id, subject_kind, subject_id, request_id)
VALUES
  ('account.logged_in', 'user', (:accountId)::text, :sessionId, 'account', (:accountId)::text,
   :requestId)`,
);

export const LOCK_SESSION = statement(
  { id: 'uuid' },
  'SELECT FROM session WHERE id = :id FOR UPDATE',
);

/** Those of an account that can still be carried on, the latest first. */
export const LIST_OPEN = statement(
  { accountId: 'uuid', before: 'uuid?', now: 'timestamptz', limit: 'int' },
  `
SELECT s.id, s.browser, s.system, s.country, s.created_at AS "createdAt", max(t.created_at) AS "lastUsedAt"
FROM session AS s JOIN refresh_token AS t ON t.session_id = s.id AND t.expires_at > :now
WHERE s.account_id = :accountId AND s.ended_at IS NULL AND s.expires_at > :now
  AND (:before IS NULL OR s.id < :before)
GROUP BY s.id ORDER BY s.id DESC LIMIT :limit`,
).returns<OpenSession>();

export interface OpenSession {
  readonly id: string;
  readonly browser: string | null;
  readonly system: string | null;
  readonly country: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

/** The family that a token belongs to. */
export const FIND_FAMILY = statement(
  { hash: 'text' },
  `
SELECT s.id AS "sessionId", s.account_id AS "userId"
FROM refresh_token AS t JOIN session AS s ON s.id = t.session_id
WHERE t.hash = :hash`,
).returns<{ sessionId: string; userId: string }>();

/** What a session says of how its user got in. */
interface SignedInBy {
  readonly amr: readonly string[];
  readonly authenticatedAt: Date;
}

const SIGNED_IN_BY = `s.amr, coalesce(s.authenticated_at, s.created_at) AS "authenticatedAt"`;

/** Its user has proved again who they are; no row when it has ended. */
export const STEP_UP = statement(
  { id: 'uuid', accountId: 'uuid', amr: 'text[]', now: 'timestamptz' },
  `
UPDATE session SET authenticated_at = :now,
  amr = amr || ARRAY(SELECT method FROM unnest(:amr) AS method WHERE NOT method = ANY(amr))
WHERE id = :id AND account_id = :accountId AND ended_at IS NULL AND expires_at > :now
RETURNING amr`,
).returns<{ amr: string[] }>();

export type TradedRow = Account & SignedInBy & { readonly sessionId: string };

/** Counted by family and not by network: behind one address there may be a school. */
const COUNT_REFRESH = insertHit({
  key: `'${REFRESHES.name}:' || id`,
  max: `${REFRESHES.max}`,
  seconds: `${REFRESHES.windowS}`,
  from: 'FROM family',
});

/**
 * Trades a token for its child, once: the row lock lets one of any number through, and the others
 * see it used. It is counted before; no row when there is no such token, and one without a session when it
 * cannot be traded.
 */
export const TRADE = statement(
  { hash: 'text', childHash: 'text', now: 'timestamptz', childEnd: 'timestamptz' },
  `
WITH family AS (
  SELECT s.id FROM refresh_token AS t JOIN session AS s ON s.id = t.session_id WHERE t.hash = :hash
), counted AS (${COUNT_REFRESH}
), parent AS (
  UPDATE refresh_token AS t SET used_at = :now
  FROM counted, session AS s JOIN account AS a ON a.id = s.account_id
  WHERE t.hash = :hash AND t.used_at IS NULL AND t.expires_at > :now
    AND s.id = t.session_id AND s.ended_at IS NULL AND s.expires_at > :now
    AND a.suspended_at IS NULL
  RETURNING s.id AS "sessionId", s.expires_at AS session_expires_at, ${SIGNED_IN_BY}, ${ACCOUNT}
), child AS (
  INSERT INTO refresh_token (hash, session_id, created_at, expires_at)
  SELECT :childHash, "sessionId", :now, least(:childEnd, session_expires_at)
  FROM parent
)
SELECT EXISTS (SELECT FROM counted) AS "hasRoom", parent.*
FROM family LEFT JOIN parent ON parent."sessionId" = family.id`,
).returns<{ readonly hasRoom: boolean } & (TradedRow | { readonly sessionId: null })>();

export type SpentRow = TradedRow & SpentToken;

/** A token that could not be traded. */
export const FIND_SPENT = statement(
  { hash: 'text', childHash: 'text' },
  `
SELECT s.id AS "sessionId", t.expires_at AS "expiresAt", t.used_at AS "usedAt",
  c.created_at AS "childCreatedAt", c.used_at AS "childUsedAt",
  s.ended_at AS "sessionEndedAt", s.expires_at AS "sessionExpiresAt",
  ${SIGNED_IN_BY}, ${ACCOUNT}
FROM refresh_token AS t
JOIN session AS s ON s.id = t.session_id
JOIN account AS a ON a.id = s.account_id
LEFT JOIN refresh_token AS c ON c.hash = :childHash
WHERE t.hash = :hash`,
).returns<SpentRow>();
