import { insertEvents, statement } from '@edu/persistence';
import { addHits, CODES, GUESSES } from '../throttle/throttle.sql.ts';
import { MAX_TRIES } from './challenge.domain.ts';

/**
 * Counts the code and writes it, in one statement of the same shape whether or not the address is
 * known; no row when the address has had its codes.
 *
 * $1 address, $2 now, $3 id, $4 purpose, $5 account, $6 channel, $7 code hash, $8 expiry, $9 role,
 * $10 name, $11 locale, $12 password hash, $13 events, $14 request id.
 */
export const ISSUE = statement(`
WITH allowed AS (${addHits(CODES, 'SELECT $1::text', '$2')}
), issued AS (
  INSERT INTO challenge (id, purpose, account_id, channel, address, code_hash, created_at,
    expires_at, role, display_name, locale, password_hash)
  SELECT $3::uuid, $4::text, $5::uuid, $6::text, $1::text, $7::text, $2::timestamptz,
    $8::timestamptz, $9::text, $10::text, $11::text, $12::text
  FROM allowed
), audit AS (
  INSERT INTO audit_entry (at, action, account_id, request_id)
  SELECT $2::timestamptz, 'registered', $5::uuid, $14::text FROM allowed WHERE $4 = 'register'
), event AS (${insertEvents('$13')} WHERE EXISTS (SELECT FROM allowed)
)
SELECT key FROM allowed`);

/** What a guess may know of its challenge, once it has been counted. */
export interface GuessedRow {
  readonly purpose: 'register' | 'login' | 'address' | 'decoy';
  readonly accountId: string;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly codeHash: string;
  /** What a registration asks for; nulls otherwise. */
  readonly role: string | null;
  readonly displayName: string | null;
  readonly locale: string | null;
  readonly passwordHash: string | null;
  /** False when the address or the account has had its failed tries. */
  readonly allowed: boolean;
}

/**
 * Counts a guess before it is compared, so that parallel guesses cannot exceed the limits; no row
 * when the challenge takes no more.
 *
 * $1 id, $2 now.
 */
export const COUNT_GUESS = statement(`
WITH tried AS (
  UPDATE challenge SET tries = tries + 1
  WHERE id = $1::uuid AND tries < ${MAX_TRIES} AND expires_at > $2::timestamptz
  RETURNING *
), allowed AS (${addHits(
  GUESSES,
  'SELECT address FROM tried UNION ALL SELECT account_id::text FROM tried',
  '$2',
)})
SELECT purpose, account_id AS "accountId", channel, address, code_hash AS "codeHash",
  role, display_name AS "displayName", locale, password_hash AS "passwordHash",
  (SELECT count(*) FROM allowed) = 2 AS allowed
FROM tried`);

/** $1 now, $2 account, $3 request id. */
export const AUDIT_WRONG_CODE = statement(`
INSERT INTO audit_entry (at, action, account_id, request_id)
VALUES ($1::timestamptz, 'code_failed', $2::uuid, $3::text)`);

/**
 * Single use: of two, the second finds nothing to delete. With a registration go the others that
 * ask for the same address, for nobody proved those. $1 id, $2 purpose, $3 address.
 */
export const USE = `
WITH used AS (
  DELETE FROM challenge
  WHERE id = $1::uuid OR ($2 = 'register' AND purpose = 'register' AND address = $3::text)
  RETURNING id
)
SELECT id FROM used WHERE id = $1::uuid`;
