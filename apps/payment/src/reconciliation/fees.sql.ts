import { statement } from '@edu/persistence';
import { NEW_ID } from './mismatch.sql.ts';

/** A fee has no id of ours: what the books call it follows from the psp's name of it. */
export const feeId = (line: string) =>
  `md5(${line}.psp || ' ' || ${line}.kind || ' ' || ${line}.ref)::uuid`;

/**
 * Books what psps have taken for their work, or given back of it, of a slice of time: each line once. What of it is said
 * otherwise later disagrees with the books, and is not booked again.
 */
export const BOOK_FEES = statement(
  { psp: 'text', from: 'timestamptz', until: 'timestamptz' },
  `WITH line AS (
     SELECT m.psp, m.currency, ${feeId('m')} AS fee_id,
       CASE m.kind WHEN 'fee' THEN m.amount ELSE -m.amount END AS amount
     FROM psp_movement m
     WHERE m.psp = :psp AND m.moved_at >= :from AND m.moved_at < :until
       AND m.kind IN ('fee', 'fee_returned') AND m.state = 'succeeded'
   ), movement AS (
     INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
     SELECT ${NEW_ID}, 'psp_fee', fee_id, 'psp_fee' FROM line
     ON CONFLICT (source_type, source_id, purpose) DO NOTHING
     RETURNING id, source_id
   )
   INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
   SELECT movement.id, account, owner, entry.amount, line.currency
   FROM movement JOIN line ON line.fee_id = movement.source_id,
     LATERAL (VALUES ('psp_fees', 'platform', line.amount), ('psp_clearing', line.psp, -line.amount))
       AS entry (account, owner, amount)`,
);
