import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { PaymentTx } from '../payment.db.ts';
import type { TaxRule } from './tax.domain.ts';

/** The rules of a provider's country; and whether there are any at all, of whichever country. */
const RULES = statement(
  { providerId: 'uuid', currency: 'text', at: 'timestamptz' },
  `WITH holds AS MATERIALIZED (
     SELECT * FROM tax_rule WHERE tstzrange(valid_from, valid_until) @> :at
   ), place AS (
     SELECT country FROM payout_account WHERE provider_id = :providerId
     ORDER BY currency = :currency DESC, changed_at DESC LIMIT 1
   )
   SELECT EXISTS (SELECT FROM holds) AS any, (SELECT country FROM place) AS country,
     coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'base', base, 'bps', bps,
         'account', account, 'country', country) ORDER BY kind)
       FROM holds WHERE country = (SELECT country FROM place)), '[]') AS rules`,
).returns<{ any: boolean; country: string | null; rules: TaxRule[] }>();

/** Which taxes hold for what a provider earns. */
@Injectable()
export class TaxRules {
  constructor(private readonly clock: Clock) {}

  /**
   * Those of the country of the number that the provider is paid to: it is what an operator has checked.
   *
   * @returns null while rules hold somewhere, and the provider has no number
   */
  async of(
    tx: PaymentTx,
    { providerId, currency }: { readonly providerId: string; readonly currency: string },
  ): Promise<readonly TaxRule[] | null> {
    const [found] = await tx.query(RULES, { providerId, currency, at: this.clock.now() });
    return found!.any && found!.country === null ? null : found!.rules;
  }
}
