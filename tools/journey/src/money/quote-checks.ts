import type { MoneyCheck } from './money-check.ts';

/** What has to hold of payments that are charged in other money than their price, which is in francs here. */
export const quoteChecks: readonly MoneyCheck[] = [
  {
    kind: 'unbalanced',
    what: 'payments in other money that were charged otherwise than quoted, or by another rate, up to the cent',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      LEFT JOIN payment.payment_quote q ON q.id = p.quote_id
      LEFT JOIN moved m ON m.psp = p.psp AND m.ref = p.psp_ref AND m.charges > 0
      WHERE (p.quote_id IS NOT NULL OR m.currency <> p.currency)
        AND ((q.amount, q.currency, q.charged_amount, q.charged_currency)
            IS DISTINCT FROM (p.amount - p.credit_amount, p.currency, p.charged_amount, p.charged_currency)
          OR (m.charged, m.currency) <> (p.charged_amount, p.charged_currency)
          OR q.charged_amount * q.rate_micros < q.amount * 100000000
          OR (q.charged_amount - 1) * q.rate_micros >= q.amount * 100000000)`,
  },
  {
    kind: 'unbalanced',
    what: 'payments in other money that keep some of it where all of the price went back',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      WHERE p.quote_id IS NOT NULL AND p.refunded_amount = p.amount
        AND p.charged_refunded <> p.charged_amount
        AND NOT EXISTS (SELECT FROM payment.refund r
          WHERE r.payment_id = p.id AND r.way = 'credit' AND r.came_from = 'psp')`,
  },
  {
    kind: 'unbalanced',
    what: 'payments of which more or less is exchanged than is paid and has not gone back',
    sql: `SELECT p.id::text AS id, p.booking_id AS booking FROM payment.payment p
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(e.amount) FILTER (WHERE e.currency = p.currency), 0) AS price,
          coalesce(sum(e.amount) FILTER (WHERE e.currency <> p.currency), 0) AS charged
        FROM movement JOIN payment.ledger_entry e ON e.transaction_id = movement.id
        WHERE movement.payment_id = p.id AND e.account = 'fx') AS exchanged
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount), 0) AS price, coalesce(sum(charged_amount), 0) AS charged
        FROM (SELECT amount, charged_amount FROM payment.refund
            WHERE payment_id = p.id AND status = 'succeeded' AND way <> 'credit'
          UNION ALL SELECT amount, charged_amount FROM payment.chargeback
            WHERE payment_id = p.id AND is_withdrawn AND state <> 'won') AS each_of_them) AS gone
      WHERE (exchanged.price, exchanged.charged) <> (
        CASE WHEN p.quote_id IS NULL OR p.status <> 'succeeded' THEN 0
          ELSE p.amount - p.credit_amount - gone.price END,
        CASE WHEN p.quote_id IS NULL OR p.status <> 'succeeded' THEN 0
          ELSE gone.charged - p.charged_amount END)`,
  },
];
