import { statement } from '@edu/persistence';
import { NEW_ID } from './mismatch.sql.ts';

/** What is booked because a psp lists it has no id of ours: what the books call it follows from the psp's name of it. */
export const listedId = (line: string) =>
  `md5(${line}.psp || ' ' || ${line}.kind || ' ' || ${line}.ref)::uuid`;

/** Nothing here orders these: fees, and what goes from a psp to our own bank, or comes from there. */
export const LISTED_KINDS = `('fee', 'fee_returned', 'to_bank', 'from_bank')`;

/**
 * Books them, of a slice of time: each line once. What of it is said otherwise later disagrees with the books, and is not
 * booked again.
 */
export const BOOK_LISTED = statement(
  { psp: 'text', from: 'timestamptz', until: 'timestamptz' },
  `WITH line AS (
     SELECT m.psp, m.currency, ${listedId('m')} AS listed_id,
       CASE WHEN m.kind IN ('fee', 'fee_returned') THEN 'psp_fee' ELSE 'bank_transfer' END AS purpose,
       CASE WHEN m.kind IN ('fee', 'to_bank') THEN m.amount ELSE -m.amount END AS amount
     FROM psp_movement m
     WHERE m.psp = :psp AND m.moved_at >= :from AND m.moved_at < :until
       AND m.kind IN ${LISTED_KINDS} AND m.state = 'succeeded'
   ), movement AS (
     INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
     SELECT ${NEW_ID}, purpose, listed_id, purpose FROM line
     ON CONFLICT (source_type, source_id, purpose) DO NOTHING
     RETURNING id, source_id
   )
   INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
   SELECT movement.id, account, owner, entry.amount, line.currency
   FROM movement JOIN line ON line.listed_id = movement.source_id,
     LATERAL (VALUES
       (CASE line.purpose WHEN 'psp_fee' THEN 'psp_fees' ELSE 'bank' END, 'platform', line.amount),
       ('psp_clearing', line.psp, -line.amount)) AS entry (account, owner, amount)`,
);
