import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { SharedRuns } from '@edu/service';
import { PaymentDb } from '../payment.db.ts';
import { NO_RULE, type VatRate } from './tax.domain.ts';

/**
 * What holds for a lesson, by the country of the number that its provider is paid to; nulls where nothing does. Asked for
 * as JSON, whose length a planner does not look at: it would make a plan for each.
 */
const RATES = statement(
  { asked: 'jsonb' },
  `SELECT asked.by, asked.id AS "bookingId", place.country, rule.bps, rule.exemption
   FROM jsonb_to_recordset(:asked) AS asked(by int, id uuid, at timestamptz)
   CROSS JOIN LATERAL (
     SELECT provider_id, currency FROM booking_terms WHERE booking_id = asked.id OFFSET 0) AS terms
   LEFT JOIN LATERAL (
     SELECT country FROM payout_account WHERE provider_id = terms.provider_id
     ORDER BY currency = terms.currency DESC, changed_at DESC LIMIT 1) AS place ON true
   LEFT JOIN LATERAL (
     SELECT bps, exemption FROM tax_rule WHERE country = place.country AND kind = 'lesson_vat'
       AND tstzrange(valid_from, valid_until) @> asked.at OFFSET 0) AS rule ON true`,
).returns<{
  by: number;
  bookingId: string;
  country: string | null;
  bps: number | null;
  exemption: string | null;
}>();

interface Paid {
  readonly bookingIds: readonly string[];
  readonly at: Date;
}

/** Which VAT the prices of lessons include. */
@Injectable()
export class LessonVat {
  readonly #rates = new SharedRuns<Paid, Map<string, VatRate>>((asks) => this.#of(asks));

  constructor(private readonly db: PaymentDb) {}

  /** @param at when they were paid */
  of(bookingIds: readonly string[], at: Date): Promise<Map<string, VatRate>> {
    return this.#rates.ask({ bookingIds, at });
  }

  async #of(asks: readonly Paid[]): Promise<Map<string, VatRate>[]> {
    const asked = asks.flatMap(({ bookingIds, at }, by) =>
      bookingIds.map((id) => ({ by, id, at })),
    );
    const rows = await this.db.query(RATES, { asked: JSON.stringify(asked) });
    return asks.map(
      (_, ask) =>
        new Map(
          rows
            .filter(({ by }) => by === ask)
            .map(({ bookingId, country, bps, exemption }) => [
              bookingId,
              bps === null ? { country, bps: 0, exemption: NO_RULE } : { country, bps, exemption },
            ]),
        ),
    );
  }
}
