import { statement } from '@edu/persistence';

/** What an account knows of where it is signed in to. */
export const FIND_KNOWN = statement(
  { accountId: 'uuid', device: 'text', now: 'timestamptz' },
  `
SELECT EXISTS (SELECT FROM known_device AS d
    WHERE d.account_id = :accountId AND d.device = :device AND d.expires_at > :now) AS "knowsDevice",
  EXISTS (SELECT FROM known_device AS d
    WHERE d.account_id = :accountId AND d.expires_at > :now) OR EXISTS (SELECT FROM sign_in AS s
    WHERE s.account_id = :accountId AND s.outcome = 'signed_in') AS "isUsed",
  ARRAY(SELECT DISTINCT s.country FROM sign_in AS s
    WHERE s.account_id = :accountId AND s.outcome = 'signed_in' AND s.country IS NOT NULL)
    AS countries`,
).returns<{ knowsDevice: boolean; isUsed: boolean; countries: string[] }>();

/**
 * Adds a sign-in that came to nothing; the same again within the hour and from the same network counts
 * in its row, so that guessers do not fill the log. For no account it does the same work.
 */
export const RECORD_FAILURE = statement(
  {
    id: 'uuid',
    accountId: 'uuid?',
    now: 'timestamptz',
    end: 'timestamptz',
    outcome: 'text',
    methods: 'text[]',
    client: 'text?',
    browser: 'text?',
    system: 'text?',
    country: 'text?',
    newDevice: 'boolean',
    newCountry: 'boolean',
  },
  `
WITH again AS (
  UPDATE sign_in SET tries = tries + 1, at = :now, expires_at = :end
  WHERE id = (SELECT id FROM sign_in
    WHERE account_id = :accountId AND outcome = :outcome AND client IS NOT DISTINCT FROM :client
      AND at > :now - interval '1 hour'
    ORDER BY id DESC LIMIT 1)
  RETURNING id
)
INSERT INTO sign_in (id, account_id, at, outcome, methods, client, browser, system, country,
  new_device, new_country, expires_at)
SELECT :id, a.id, :now, :outcome, :methods, :client, :browser, :system, :country,
  :newDevice, :newCountry, :end
FROM account AS a WHERE a.id = :accountId AND NOT EXISTS (SELECT FROM again)`,
);

/** Devices that are not to be recognised any more, but for the one of a session that stays. */
export const FORGET_DEVICES = statement(
  { accountId: 'uuid', keep: 'uuid?', ended: 'uuid[]?' },
  `
DELETE FROM known_device
WHERE account_id = :accountId
  AND device IS DISTINCT FROM (SELECT device FROM session WHERE id = :keep)
  AND (:ended IS NULL
    OR device IN (SELECT device FROM session WHERE id = ANY(:ended)))`,
);
