import type { MoneyCheck } from './money-check.ts';

/** What has to hold of what is kept of earnings. */
export const reserveChecks: readonly MoneyCheck[] = [
  {
    kind: 'unbalanced',
    what: 'reserves of which the ledger says something else',
    sql: `SELECT r.id::text AS id, r.booking_id AS booking FROM payment.reserve r
      CROSS JOIN LATERAL (SELECT
          coalesce(-sum(e.amount) FILTER (WHERE t.purpose = 'reserve_kept'), 0) AS kept,
          coalesce(sum(e.amount) FILTER (WHERE t.purpose = 'reserve_released'), 0) AS released
        FROM payment.ledger_transaction t JOIN payment.ledger_entry e ON e.transaction_id = t.id
        WHERE t.source_type = 'reserve' AND t.source_id = r.id AND e.account = 'provider_reserve') AS booked
      WHERE (booked.kept, booked.released) IS DISTINCT FROM (r.amount::numeric,
        CASE WHEN r.ended_at IS NULL THEN 0 ELSE r.amount - r.taken END::numeric)`,
  },
  {
    kind: 'unbalanced',
    what: 'providers of whom the ledger keeps something else than their reserves say',
    sql: `SELECT coalesce(book.owner, kept.owner) AS id, NULL::uuid AS booking
      FROM (SELECT owner, currency, -sum(amount) AS sum FROM payment.ledger_entry
        WHERE account = 'provider_reserve' GROUP BY owner, currency) AS book
      FULL JOIN (SELECT provider_id::text AS owner, currency, sum(amount - taken) AS sum
        FROM payment.reserve WHERE ended_at IS NULL GROUP BY provider_id, currency) AS kept
        ON kept.owner = book.owner AND kept.currency = book.currency
      WHERE coalesce(book.sum, 0) <> coalesce(kept.sum, 0)`,
  },
  {
    kind: 'lost',
    what: 'providers of whose reserves something else was taken than chargebacks took',
    sql: `SELECT coalesce(taken.provider_id, part.provider_id)::text AS id, NULL::uuid AS booking
      FROM (SELECT provider_id, sum(taken) AS sum FROM payment.reserve GROUP BY provider_id) AS taken
      FULL JOIN (SELECT provider_id, sum(reserved) AS sum FROM payment.chargeback_part
        GROUP BY provider_id) AS part ON part.provider_id = taken.provider_id
      WHERE coalesce(taken.sum, 0) <> coalesce(part.sum, 0)`,
  },
  {
    kind: 'open',
    what: 'reserves whose time has long been over',
    sql: `SELECT id::text AS id, booking_id AS booking FROM payment.reserve
      WHERE ended_at IS NULL AND release_at < now() - interval '1 minute'`,
  },
];
