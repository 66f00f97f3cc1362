import { statement } from '@edu/persistence';
import { MAX_TRIES } from './challenge.domain.ts';

/** What a guess may know of its challenge, once it has been counted. */
export interface GuessedRow {
  readonly id: string;
  readonly purpose: 'register' | 'login' | 'device' | 'address' | 'step_up' | 'reset' | 'decoy';
  readonly accountId: string;
  /** The session that asked for the change; null for what needs none. */
  readonly sessionId: string | null;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly codeHash: string;
  /** This one included. */
  readonly tries: number;
  readonly createdAt: Date;
  /** What a registration asks for; nulls otherwise. */
  readonly role: string | null;
  readonly displayName: string | null;
  readonly locale: string | null;
  readonly zone: string | null;
  readonly passwordHash: string | null;
  /** The account of another company that it came with. */
  readonly issuer: string | null;
  readonly subject: string | null;
}

/**
 * Counts a guess before it is compared, so that parallel guesses cannot exceed the tries; no row
 * when the challenge takes no more.
 */
export const COUNT_GUESS = statement(
  { id: 'uuid', now: 'timestamptz' },
  `
UPDATE challenge SET tries = tries + 1
WHERE id = :id AND tries < ${MAX_TRIES} AND expires_at > :now
RETURNING id, purpose, account_id AS "accountId", session_id AS "sessionId", channel, address,
  code_hash AS "codeHash", tries, created_at AS "createdAt", role, display_name AS "displayName",
  locale, zone, password_hash AS "passwordHash", issuer, subject`,
).returns<GuessedRow>();

/**
 * Single use: of two, the second finds nothing to delete. With it go the codes that it makes
 * pointless: other registrations of the address, for nobody proved those, and codes of before for
 * the same purpose and account, which lie in an inbox that others may read.
 */
export const USE = statement(
  { id: 'uuid' },
  `
WITH solved AS (SELECT * FROM challenge WHERE id = :id
), pointless AS (
  SELECT c.id FROM challenge AS c, solved AS s
  WHERE c.id = s.id
    OR (s.purpose = 'register' AND c.purpose = 'register' AND c.address = s.address)
    OR (s.purpose <> 'register' AND c.purpose = s.purpose AND c.account_id = s.account_id
      AND c.created_at <= s.created_at)
  ORDER BY c.id FOR UPDATE OF c
), used AS (
  DELETE FROM challenge USING pointless WHERE challenge.id = pointless.id RETURNING challenge.id
)
SELECT id FROM used WHERE id = :id`,
);
