import { statement } from '@edu/persistence';

/** Each challenge is answered once; no row where it was. */
export const USE_CHALLENGE = statement(
  { nonce: 'text', expiresAt: 'timestamptz' },
  `
INSERT INTO used_passkey_challenge (nonce, expires_at) VALUES (:nonce, :expiresAt)
ON CONFLICT DO NOTHING RETURNING nonce`,
).returns<{ nonce: string }>();

/**
 * The same for an answer of a passkey, whose counter rises with it: of two copies of a key that count, the
 * one that is behind finds nothing.
 */
export const USE_PASSKEY = statement(
  {
    nonce: 'text',
    expiresAt: 'timestamptz',
    id: 'uuid',
    counter: 'bigint',
    synced: 'boolean',
    now: 'timestamptz',
  },
  `
WITH fresh AS (
  INSERT INTO used_passkey_challenge (nonce, expires_at) VALUES (:nonce, :expiresAt)
  ON CONFLICT DO NOTHING RETURNING nonce
)
UPDATE passkey SET counter = :counter, synced = :synced, last_used_at = :now FROM fresh
WHERE id = :id AND (counter < :counter OR (counter = 0 AND :counter = 0))
RETURNING id`,
).returns<{ id: string }>();
