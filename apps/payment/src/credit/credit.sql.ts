import type { Currency } from '@edu/contract-kit';
import { statement } from '@edu/persistence';

export interface WaitingRow {
  readonly id: string;
  readonly bookingId: string;
  readonly startsAt: Date | null;
  readonly amount: string;
  readonly currency: Currency;
  readonly reason: string;
  readonly status: 'offered' | 'owed';
  readonly offeredAt: Date;
}

/** What waits for the choice of a payer, or for a person to send it to them. */
export const LIST_WAITING = statement(
  { payerId: 'uuid', limit: 'int' },
  `SELECT r.id, r.booking_id AS "bookingId", terms.starts_at AS "startsAt", r.amount, r.currency,
     r.reason, r.status, r.offered_at AS "offeredAt"
   FROM payment p JOIN refund r ON r.payment_id = p.id AND r.status IN ('offered', 'owed')
   LEFT JOIN booking_terms AS terms ON terms.booking_id = r.booking_id
   WHERE p.payer_id = :payerId AND p.link_id IS NULL ORDER BY r.offered_at, r.id LIMIT :limit`,
).returns<WaitingRow>();
