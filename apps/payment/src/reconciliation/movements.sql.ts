import { statement, type ValuesOf } from '@edu/persistence';
import type { PspMovement } from '../psp/psp-movement.ts';

const PAGE = { psp: 'text', readBy: 'uuid', lines: 'jsonb' } as const;

/**
 * A page of what a psp says that it moved. What one reading sees twice counts as two; what another one
 * saw before is the same again.
 */
export const PUT_MOVEMENTS = statement(
  PAGE,
  `INSERT INTO psp_movement (psp, kind, ref, intent_ref, own_id, state, amount, currency, from_amount,
     from_currency, moved_at, read_by, times)
   SELECT DISTINCT ON (kind, ref) :psp, kind, ref, "intentRef", "ownId", state, amount, currency, "fromAmount",
     "fromCurrency", at, :readBy, count(*) OVER (PARTITION BY kind, ref)
   FROM jsonb_to_recordset(:lines) AS line(place int, kind text, ref text, "intentRef" text,
     "ownId" uuid, state text, amount bigint, currency text, "fromAmount" bigint, "fromCurrency" text,
     at timestamptz)
   ORDER BY kind, ref, place DESC
   ON CONFLICT (psp, kind, ref) DO UPDATE
   SET intent_ref = excluded.intent_ref, own_id = excluded.own_id, state = excluded.state,
     amount = excluded.amount, currency = excluded.currency, moved_at = excluded.moved_at,
     from_amount = excluded.from_amount, from_currency = excluded.from_currency,
     read_by = excluded.read_by, times = excluded.times + CASE
       WHEN psp_movement.read_by = excluded.read_by THEN psp_movement.times ELSE 0 END`,
);

export function movementValues(
  psp: string,
  readBy: string,
  page: readonly PspMovement[],
): ValuesOf<typeof PAGE> {
  const lines = page.map(({ sum: { amount, currency }, from, at, ...line }, place) => ({
    ...{ ...line, place, currency },
    ...{ amount: String(amount), at: at.toISOString() },
    ...(from && { fromAmount: String(from.amount), fromCurrency: from.currency }),
  }));
  return { psp, readBy, lines: JSON.stringify(lines) };
}

/** What the psp said before of a period, and no longer says: another reading was of all of it. */
export const FORGET_MOVEMENTS = statement(
  { psp: 'text', from: 'timestamptz', until: 'timestamptz', readBy: 'uuid' },
  `DELETE FROM psp_movement
   WHERE psp = :psp AND moved_at >= :from AND moved_at < :until AND read_by <> :readBy`,
);
