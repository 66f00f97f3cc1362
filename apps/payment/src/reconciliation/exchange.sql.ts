import { statement } from '@edu/persistence';
import { NEW_ID } from './mismatch.sql.ts';

/** Ours that an exchange is of: a chargeback, a refund, which may be of several lessons, or a payment. */
const OURS = `
     SELECT c.payment_id, c.amount, c.currency FROM chargeback c
     WHERE c.psp = m.psp AND c.psp_ref = m.ref
     UNION ALL
     (SELECT r.payment_id, sum(r.amount)::bigint, min(r.currency)
      FROM refund r JOIN payment p ON p.id = r.payment_id
      WHERE p.psp = m.psp AND r.psp_ref = m.ref GROUP BY r.payment_id)
     UNION ALL
     SELECT r.payment_id, r.amount, r.currency FROM refund r WHERE r.id = m.own_id
     UNION ALL
     SELECT p.id, p.asked_amount, p.currency FROM payment p
     WHERE p.psp = m.psp AND p.psp_ref = m.ref
     UNION ALL
     SELECT p.id, p.asked_amount, p.currency FROM payment p WHERE p.psp = m.psp AND p.id = m.own_id
     LIMIT 1`;

/**
 * Books what a psp made of money in its own currency, of a slice of time: each line once. What was charged is no longer
 * there, and what it came to is; `fx` gives the one for the other. Where it came to money of the price itself, `fx` gets
 * what is owed of that, and the difference is gained or lost.
 */
export const BOOK_EXCHANGES = statement(
  { psp: 'text', from: 'timestamptz', until: 'timestamptz' },
  `WITH line AS MATERIALIZED (
     SELECT m.psp, m.kind, m.ref, m.from_amount, m.from_currency, m.amount, m.currency, m.moved_at,
       ours.payment_id, CASE m.kind WHEN 'exchange' THEN 1 ELSE -1 END AS sign,
       CASE ours.currency WHEN m.currency THEN ours.amount ELSE m.amount END AS owed
     FROM psp_movement m LEFT JOIN LATERAL (${OURS}) AS ours ON true
     WHERE m.psp = :psp AND m.moved_at >= :from AND m.moved_at < :until
       AND m.kind IN ('exchange', 'exchange_back') AND m.state = 'succeeded'
   ), kept AS (
     INSERT INTO psp_exchange (id, psp, kind, ref, payment_id, charged_amount, charged_currency,
       settled_amount, settled_currency, exchanged_at)
     SELECT ${NEW_ID}, psp, kind, ref, payment_id, from_amount, from_currency, amount, currency, moved_at
     FROM line
     ON CONFLICT (ref, kind, psp) DO NOTHING
     RETURNING id, kind, ref
   ), movement AS (
     INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
     SELECT ${NEW_ID}, 'psp_exchange', id, 'psp_exchange' FROM kept
     RETURNING id, source_id
   )
   INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
   SELECT movement.id, account, owner, line.sign * entry.amount, entry.currency
   FROM movement JOIN kept ON kept.id = movement.source_id JOIN line USING (kind, ref),
     LATERAL (VALUES
       ('psp_clearing', line.psp, -line.from_amount, line.from_currency),
       ('fx', 'platform', line.from_amount, line.from_currency),
       ('fx', 'platform', -line.owed, line.currency),
       ('psp_clearing', line.psp, line.amount, line.currency),
       ('fx_result', 'platform', line.owed - line.amount, line.currency)
     ) AS entry (account, owner, amount, currency)
   WHERE entry.amount <> 0`,
);
