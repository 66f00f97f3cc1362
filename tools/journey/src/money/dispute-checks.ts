import type { MoneyCheck } from './money-check.ts';

/** What has to hold of payments that banks take back, once all banks have decided. */
export const disputeChecks: readonly MoneyCheck[] = [
  {
    kind: 'lost',
    what: 'payments of which a bank took or gave back something that is not known here',
    sql: `SELECT coalesce(p.id::text, m.ref) AS id, p.booking_id AS booking FROM moved m
      LEFT JOIN payment.payment p ON p.psp = m.psp AND p.psp_ref = m.ref
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE is_withdrawn) AS disputes,
          count(*) FILTER (WHERE is_withdrawn AND state = 'won') AS reinstated
        FROM payment.chargeback c WHERE c.payment_id = p.id) AS known
      WHERE (m.disputes, m.reinstated) IS DISTINCT FROM (known.disputes, known.reinstated)`,
  },
  {
    kind: 'open',
    what: 'chargebacks that have not ended',
    sql: `SELECT c.id::text AS id, p.booking_id AS booking FROM payment.chargeback c
      JOIN payment.payment p ON p.id = c.payment_id WHERE c.closed_at IS NULL`,
  },
  {
    kind: 'twice',
    what: 'chargebacks of which the beginning or the end was not announced once',
    sql: `SELECT c.id::text AS id, p.booking_id AS booking FROM payment.chargeback c
      JOIN payment.payment p ON p.id = c.payment_id
      CROSS JOIN (VALUES ('opened'), ('closed')) AS news (what)
      WHERE 1 <> (SELECT count(*) FROM payment.outbox
        WHERE subject = 'evt.payment.chargeback_' || what || '.v1'
          AND data ->> 'chargebackId' = c.id::text)`,
  },
  {
    kind: 'unbalanced',
    what: 'money that is frozen or at a bank, of chargebacks that have ended',
    sql: `SELECT account || ' ' || owner AS id, NULL::uuid AS booking FROM payment.ledger_entry
      WHERE account IN ('frozen', 'charged_back')
      GROUP BY account, owner, currency HAVING sum(amount) <> 0`,
  },
  {
    kind: 'unbalanced',
    what: 'payments that are held for a learner whose lessons are all over',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      WHERE p.status = 'succeeded' AND p.id NOT IN (SELECT payment_id FROM impossible)
        AND NOT EXISTS (SELECT FROM payment.payment_part part
          JOIN booking.process l ON l.kind = 'lesson' AND l.subject_id = part.booking_id
          JOIN booking.booking b ON b.id = l.subject_id AND b.payment_id = p.id
          WHERE part.payment_id = p.id AND l.state NOT IN ('settled', 'closed'))
        AND 0 <> (SELECT coalesce(sum(e.amount), 0) FROM payment.ledger_entry e
          JOIN payment.ledger_transaction t ON t.id = e.transaction_id
          WHERE e.account = 'learner' AND (t.source_type, t.source_id) IN (
            SELECT 'payment', p.id
            UNION ALL SELECT 'refund', id FROM payment.refund WHERE payment_id = p.id
            UNION ALL SELECT 'booking', booking_id FROM payment.earning WHERE payment_id = p.id
            UNION ALL SELECT 'chargeback_part', id FROM payment.chargeback_part
              WHERE payment_id = p.id))`,
  },
];
