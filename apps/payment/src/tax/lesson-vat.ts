import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { PaymentDb } from '../payment.db.ts';
import { NO_RULE, type VatRate } from './tax.domain.ts';

/** What holds for a lesson, by the country of the number that its provider is paid to; nulls where nothing does. */
const RATES = statement(
  { bookingIds: 'uuid[]', at: 'timestamptz' },
  `SELECT terms.booking_id AS "bookingId", place.country, rule.bps, rule.exemption
   FROM booking_terms AS terms
   LEFT JOIN LATERAL (
     SELECT country FROM payout_account WHERE provider_id = terms.provider_id
     ORDER BY currency = terms.currency DESC, changed_at DESC LIMIT 1) AS place ON true
   LEFT JOIN tax_rule AS rule ON rule.country = place.country AND rule.kind = 'lesson_vat'
     AND tstzrange(rule.valid_from, rule.valid_until) @> :at
   WHERE terms.booking_id = ANY(:bookingIds)`,
).returns<{
  bookingId: string;
  country: string | null;
  bps: number | null;
  exemption: string | null;
}>();

/** Which VAT the prices of lessons include. */
@Injectable()
export class LessonVat {
  constructor(private readonly db: PaymentDb) {}

  /** @param at when they were paid */
  async of(bookingIds: readonly string[], at: Date): Promise<Map<string, VatRate>> {
    const rows = await this.db.query(RATES, { bookingIds: [...bookingIds], at });
    return new Map(
      rows.map(({ bookingId, country, bps, exemption }) => [
        bookingId,
        bps === null ? { country, bps: 0, exemption: NO_RULE } : { country, bps, exemption },
      ]),
    );
  }
}
