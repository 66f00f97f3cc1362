import { statement } from '@edu/persistence';

/** A row that was found. */
export interface Found {
  readonly id: string;
  readonly psp: string | null;
  readonly kind: string;
  readonly about: string;
  readonly side: string;
  readonly thereAmount: string | bigint | null;
  readonly thereCurrency: string | null;
  /** It was not known before. */
  readonly isNew: boolean;
}

/** Version 7 with the time of the database, so that rows are in the order of being found. */
export const NEW_ID = `(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
  || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`;

/**
 * Writes a row for each disagreement, or says of one that is there that it was found again.
 *
 * @param parts of a `WITH` that end with `found`, which has these columns
 */
export const writing = (parts: string) => `
WITH ${parts}
INSERT INTO mismatch (id, psp, side, kind, about, subject, payment_id, movement_id, here_amount,
  here_currency, here_state, there_amount, there_currency, there_state, happened_at)
SELECT ${NEW_ID}, psp, side, kind, about, subject, payment_id, movement_id, here_amount,
  here_currency, here_state, there_amount, there_currency, there_state, happened_at
FROM found WHERE kind IS NOT NULL
ON CONFLICT (psp, side, kind, about, subject, payment_id, here_amount, here_currency, there_amount,
  there_currency) WHERE state <> 'gone' AND about <> 'balance'
DO UPDATE SET last_found_at = now(), movement_id = excluded.movement_id,
  here_state = excluded.here_state, there_state = excluded.there_state
RETURNING id, psp, kind, about, side, there_amount AS "thereAmount",
  there_currency AS "thereCurrency", xmax = 0 AS "isNew"`;

const GONE = `state = 'gone', closed_at = now()
WHERE state IN ('open', 'assigned') AND last_found_at < :begunAt`;
const RETURN_GONE = `RETURNING id, psp, kind, about, side, there_amount AS "thereAmount",
  there_currency AS "thereCurrency", false AS "isNew"`;

/** What a run of a psp no longer found; what is older than the psp's movements are kept stays. */
export const CLOSE_GONE_OF_PSP = statement(
  { psp: 'text', begunAt: 'timestamptz', since: 'timestamptz' },
  `UPDATE mismatch SET ${GONE} AND side = 'psp' AND about <> 'balance' AND psp = :psp
   AND happened_at >= :since ${RETURN_GONE}`,
).returns<Found>();

export const CLOSE_GONE_OF_BOOKS = statement(
  { begunAt: 'timestamptz' },
  `UPDATE mismatch SET ${GONE} AND side <> 'psp' ${RETURN_GONE}`,
).returns<Found>();

/** Held until the transaction ends. */
export const LOCK_MISMATCH = statement(
  { id: 'uuid' },
  'SELECT FROM mismatch WHERE id = :id FOR UPDATE',
);
