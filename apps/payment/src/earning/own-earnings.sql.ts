import type { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';

/**
 * What was paid for a provider's lessons, with what they brought or will bring as things stand. What is on
 * its way back to the payer counts as gone, unless the platform pays for it.
 */
const OWN = `
SELECT p.id AS "paymentId", t.booking_id AS "bookingId", t.starts_at AS "startsAt", p.currency,
  t.commission_bps AS "commissionBps", e.posted_at AS "postedAt", booked.share, booked.taxes,
  (reserve.amount - reserve.taken)::text AS reserved, reserve.release_at AS "reservedUntil",
  CASE WHEN reserve.id IS NOT NULL THEN coalesce(rule.kind, 'decided') END AS "reservedBy", kept_by.reason AS "reservedFor",
  e.posted_at IS NULL AND e.at_cost_of = 'learner' AND review.state IS NOT NULL AS "isHeld",
  CASE WHEN e.at_cost_of = 'platform' THEN e.amount
    WHEN e.posted_at IS NULL THEN least(part.amount - refunds.leaving, e.amount)
    ELSE booked.total END AS paid
FROM booking_terms AS t
JOIN payment_part AS part ON part.booking_id = t.booking_id
JOIN payment AS p ON p.id = part.payment_id AND p.status = 'succeeded'
LEFT JOIN earning AS e ON e.booking_id = t.booking_id AND e.payment_id = p.id
LEFT JOIN reserve ON reserve.booking_id = e.booking_id AND reserve.ended_at IS NULL
LEFT JOIN reserve_rule AS rule ON rule.id = reserve.rule_id
LEFT JOIN provider_reserve AS kept_by ON kept_by.id = reserve.set_id
LEFT JOIN risk_review AS review ON review.payment_id = p.id AND review.state = 'open'
CROSS JOIN LATERAL (
  SELECT coalesce(sum(amount), 0)::bigint AS leaving FROM refund
  WHERE payment_id = p.id AND booking_id = t.booking_id AND status <> 'failed') AS refunds
CROSS JOIN LATERAL (
  SELECT coalesce(sum(entry.amount) FILTER (WHERE account = 'learner'), 0)::bigint AS total,
    coalesce(-sum(entry.amount) FILTER (WHERE account = 'provider_payable'), 0)::bigint AS share,
    coalesce(-sum(entry.amount) FILTER (WHERE account IN ('vat_payable', 'tax_withheld')), 0)::bigint
      AS taxes
  FROM ledger_transaction AS movement JOIN ledger_entry AS entry ON transaction_id = movement.id
  WHERE e.posted_at IS NOT NULL AND source_type = 'booking' AND source_id = t.booking_id
    AND purpose IN ('earning', 'compensation')) AS booked
WHERE t.provider_id = :providerId`;

export interface OwnEarning {
  readonly paymentId: string;
  readonly bookingId: string;
  readonly startsAt: Date;
  readonly currency: Currency;
  readonly commissionBps: number;
  /** When it got into the books; null before. */
  readonly postedAt: Date | null;
  /** Earned, and the team looks at its payment first. */
  readonly isHeld: boolean | null;
  /** What the learner paid and does not get back, or the platform pays in their stead. */
  readonly paid: string;
  /** What of it is the provider's by the books; 0 before. */
  readonly share: string;
  /** What of it is due to a tax office, by the books; 0 before. */
  readonly taxes: string;
  /** What of it is kept for a while, until when, and by what; nulls where nothing is. */
  readonly reserved: string | null;
  readonly reservedUntil: Date | null;
  readonly reservedBy: string | null;
  /** In the words of finance. */
  readonly reservedFor: string | null;
}

/** The latest lesson first. */
export const LIST_OWN = statement(
  {
    ...{
      providerId: 'uuid',
      startsBefore: 'timestamptz?',
      before: 'uuid?',
      beforeBooking: 'uuid?',
    },
    limit: 'int',
  },
  `SELECT * FROM (${OWN}
     AND (:before IS NULL OR (t.starts_at, p.id, t.booking_id) < (:startsBefore, :before, :beforeBooking))) AS own
   WHERE paid > 0 ORDER BY "startsAt" DESC, "paymentId" DESC, "bookingId" DESC LIMIT :limit`,
).returns<OwnEarning>();

export const LIST_EXPECTED = statement(
  { providerId: 'uuid' },
  `SELECT currency, paid, "commissionBps" FROM (${OWN} AND e.posted_at IS NULL) AS own WHERE paid > 0`,
).returns<Pick<OwnEarning, 'currency' | 'paid' | 'commissionBps'>>();
