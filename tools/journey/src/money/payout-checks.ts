import type { MoneyCheck } from './money-check.ts';

/** What has to hold of what people are paid, once nothing is under way. */
export const payoutChecks: readonly MoneyCheck[] = [
  {
    kind: 'twice',
    what: 'payouts that a psp paid more than once, or under two names',
    sql: `SELECT coalesce(p.id::text, s.ref) AS id, p.id AS booking FROM sent s
      LEFT JOIN payment.payout p ON p.psp = s.psp AND p.psp_ref = s.ref WHERE s.times > 1`,
  },
  {
    kind: 'twice',
    what: 'payouts whose end was not announced once',
    sql: `SELECT p.id::text AS id, p.id AS booking FROM payment.payout p
      WHERE status IN ('paid', 'failed') AND 1 <> (SELECT count(*) FROM payment.outbox
        WHERE subject = 'evt.payment.payout_' || status || '.v1'
          AND data ->> 'payoutId' = p.id::text)`,
  },
  {
    kind: 'lost',
    what: 'payouts of a psp that are none here, or that failed here',
    sql: `SELECT s.psp || ' ' || s.ref AS id, p.id AS booking FROM sent s
      LEFT JOIN payment.payout p ON p.psp = s.psp AND p.psp_ref = s.ref
      WHERE p.status IS DISTINCT FROM 'paid'
        OR (p.amount, p.currency) IS DISTINCT FROM (s.amount, s.currency)`,
  },
  {
    kind: 'lost',
    what: 'payouts that no psp paid',
    sql: `SELECT p.id::text AS id, p.id AS booking FROM payment.payout p
      LEFT JOIN sent s ON s.psp = p.psp AND s.ref = p.psp_ref
      WHERE p.status = 'paid' AND s.ref IS NULL`,
  },
  {
    kind: 'lost',
    what: 'payouts to a number that waits because it is somebody else’s',
    sql: `SELECT p.id::text AS id, p.id AS booking FROM payment.payout p
      JOIN payment.payout_account a ON a.provider_id = p.provider_id AND a.currency = p.currency
      WHERE a.waits_for = 'name'`,
  },
  {
    kind: 'open',
    what: 'payouts that have not ended',
    sql: `SELECT id::text AS id, id AS booking FROM payment.payout
      WHERE status NOT IN ('paid', 'failed')`,
  },
  {
    kind: 'unbalanced',
    what: 'payouts of which the ledger says something else',
    sql: `SELECT p.id::text AS id, p.id AS booking FROM payment.payout p
      CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount) FILTER (WHERE account = 'psp_clearing'), 0) AS gone,
          coalesce(sum(e.amount) FILTER (WHERE account = 'payout_in_transit'), 0) AS under_way
        FROM payment.ledger_transaction t JOIN payment.ledger_entry e ON e.transaction_id = t.id
        WHERE t.source_type = 'payout' AND t.source_id = p.id) AS booked
      WHERE p.status IN ('paid', 'failed') AND (booked.gone, booked.under_way)
        IS DISTINCT FROM (CASE p.status WHEN 'paid' THEN -p.amount ELSE 0 END::numeric, 0::numeric)`,
  },
  {
    kind: 'unbalanced',
    what: 'providers who were paid more than they had earned',
    sql: `SELECT owner || ' ' || currency AS id, NULL::uuid AS booking FROM payment.ledger_entry
      WHERE account = 'provider_payable' GROUP BY owner, currency HAVING sum(amount) > 0`,
  },
];
