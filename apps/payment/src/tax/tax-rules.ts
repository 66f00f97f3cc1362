import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { Earning as EarningRow } from '../generated/prisma/client.ts';
import type { PaymentTx } from '../payment.db.ts';
import type { TaxRule } from './tax.domain.ts';

/**
 * The rules of a provider's country, and what the price of a lesson includes, as its receipt says it; whether there are
 * any at all, of whichever country; and whether a receipt that may include something is not there yet.
 */
const RULES = statement(
  {
    ...{ providerId: 'uuid', currency: 'text', at: 'timestamptz' },
    ...{ paymentId: 'uuid', bookingId: 'uuid' },
  },
  `WITH holds AS MATERIALIZED (
     SELECT * FROM tax_rule
     WHERE kind <> 'lesson_vat' AND tstzrange(valid_from, valid_until) @> :at
   ), place AS (
     SELECT country FROM payout_account WHERE provider_id = :providerId
     ORDER BY currency = :currency DESC, changed_at DESC LIMIT 1
   ), receipt AS (
     SELECT issued_at, facts FROM document WHERE kind = 'receipt' AND payment_id = :paymentId
   ), included AS (
     SELECT lesson -> 'vat' AS vat FROM receipt, jsonb_array_elements(facts -> 'lessons') AS lesson
     WHERE lesson ->> 'bookingId' = (:bookingId)::text
   ), due AS (
     SELECT kind, base, bps, account, country FROM holds WHERE country = (SELECT country FROM place)
     UNION ALL
     SELECT 'lesson_vat', 'price', (vat ->> 'bps')::int, 'vat_payable', vat ->> 'country'
     FROM included WHERE (vat ->> 'bps')::int > 0
   )
   SELECT EXISTS (SELECT FROM holds) AS any, (SELECT country FROM place) AS country,
     EXISTS (SELECT FROM receipt WHERE issued_at IS NULL)
       AND EXISTS (SELECT FROM tax_rule WHERE kind = 'lesson_vat') AS "isEarly",
     coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'base', base, 'bps', bps,
         'account', account, 'country', country) ORDER BY kind) FROM due), '[]') AS rules`,
).returns<{ any: boolean; country: string | null; isEarly: boolean; rules: TaxRule[] }>();

/** Which taxes hold for what a provider earns. */
@Injectable()
export class TaxRules {
  constructor(private readonly clock: Clock) {}

  /**
   * Those of the country of the number that the provider is paid to: it is what an operator has checked.
   *
   * @returns null while rules hold somewhere and the provider has no number, or nobody knows yet what the receipt says
   */
  async of(
    tx: PaymentTx,
    earning: Pick<EarningRow, 'providerId' | 'currency' | 'paymentId' | 'bookingId'>,
  ): Promise<readonly TaxRule[] | null> {
    const { providerId, currency, paymentId, bookingId } = earning;
    const at = this.clock.now();
    const [found] = await tx.query(RULES, { providerId, currency, paymentId, bookingId, at });
    const { any, country, isEarly, rules } = found!;
    return isEarly || (any && country === null) ? null : rules;
  }
}
