import { statement } from '@edu/persistence';
import type { ReserveTerm } from './reserve.domain.ts';

/** What may be kept of a lesson that has just been earned, and what it brought to its provider. */
export const RESERVE_TERMS = statement(
  { bookingId: 'uuid' },
  `WITH lesson AS MATERIALIZED (
     SELECT provider_id, currency, (
         SELECT country FROM payout_account WHERE provider_id = earning.provider_id
         ORDER BY currency = earning.currency DESC, changed_at DESC LIMIT 1) AS place, (
         SELECT coalesce(-sum(e.amount), 0) FROM ledger_transaction AS t
         JOIN ledger_entry AS e ON e.transaction_id = t.id
         WHERE t.source_type = 'booking' AND t.source_id = booking_id AND t.purpose = 'earning'
           AND e.account = 'provider_payable')::bigint AS brings
     FROM earning WHERE booking_id = :bookingId
   ), term AS (
     SELECT set.id::text, 'decided' AS kind, NULL AS country, false AS only_if_chargeable,
       NULL::int AS threshold, NULL::int AS within_days, bps, days
     FROM lesson JOIN provider_reserve AS set USING (provider_id, currency) WHERE lifted_at IS NULL
     UNION ALL
     SELECT rule.id::text, kind, country, only_if_chargeable, threshold, within_days, bps, days
     FROM lesson JOIN reserve_rule AS rule USING (currency)
     WHERE tstzrange(valid_from, valid_until) @> now()
   )
   SELECT lesson.provider_id AS "providerId", lesson.currency, lesson.place, lesson.brings, term.id,
     term.kind, term.country, only_if_chargeable AS "onlyIfChargeable", threshold, bps, days,
     given.lessons, taken.lessons AS "chargedBack"
   FROM lesson CROSS JOIN term
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS lessons FROM earning
     WHERE earning.provider_id = lesson.provider_id AND posted_at IS NOT NULL AND booking_id <> :bookingId
       AND term.threshold IS NOT NULL
       AND posted_at > CASE WHEN term.within_days IS NULL THEN '-infinity'
         ELSE now() - term.within_days * interval '1 day' END) AS given
   CROSS JOIN LATERAL (
     SELECT count(DISTINCT part.booking_id)::int AS lessons FROM chargeback_part AS part
     JOIN chargeback ON chargeback.id = chargeback_id
     WHERE part.provider_id = lesson.provider_id AND state <> 'won' AND term.within_days IS NOT NULL
       AND opened_at > now() - term.within_days * interval '1 day') AS taken`,
).returns<
  ReserveTerm & {
    readonly providerId: string;
    readonly currency: string;
    readonly place: string | null;
    readonly brings: string;
  }
>();

/** What is kept of somebody in one currency, in the order in which it would be released; held until the end. */
export const LOCK_KEPT = statement(
  { providerId: 'uuid', currency: 'text' },
  `SELECT id, amount - taken AS left FROM reserve
   WHERE provider_id = :providerId AND currency = :currency AND ended_at IS NULL
   ORDER BY release_at, id FOR UPDATE`,
).returns<{ id: string; left: string }>();

export const TAKE = statement(
  { id: 'uuid', amount: 'bigint', now: 'timestamptz' },
  `UPDATE reserve SET taken = taken + :amount,
     ended_at = CASE WHEN taken + :amount = amount THEN :now END,
     due_at = CASE WHEN taken + :amount = amount THEN NULL ELSE due_at END
   WHERE id = :id`,
);

/** Nothing is released twice, nor before its time. */
export const END = statement(
  { id: 'uuid', now: 'timestamptz' },
  `UPDATE reserve SET ended_at = :now, due_at = NULL
   WHERE id = :id AND ended_at IS NULL AND release_at <= now() RETURNING amount - taken AS left`,
).returns<{ left: string }>();

/** What is kept by what finance set is released now. */
export const RELEASE_SET = statement(
  { setId: 'uuid' },
  `UPDATE reserve SET release_at = least(release_at, greatest(now(), kept_at)), due_at = now()
   WHERE set_id = :setId AND ended_at IS NULL`,
);

/** What is kept by each of these. */
export const KEPT_BY = statement(
  { setIds: 'uuid[]' },
  `SELECT set_id AS "setId", sum(amount - taken)::bigint AS kept FROM reserve
   WHERE set_id = ANY(:setIds) AND ended_at IS NULL GROUP BY set_id`,
).returns<{ setId: string; kept: string }>();
