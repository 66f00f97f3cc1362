import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { Work } from '@edu/work';
import { PaymentDb } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import type { Psp, PspDispute } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { ChargebackUpdater } from './chargeback.updater.ts';

/** Before the night's comparison, and every day what was opened in the last three. */
const AT = { at: '03:00', zone: 'Africa/Abidjan' } as const;
const LOOK_BACK_MS = 3 * 86_400_000;

/** Asks psps once a day which payments banks have begun to take back: a webhook about one may be lost for good. */
@Injectable()
export class ChargebackFinder {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly payments: PaymentQueries,
    private readonly updater: ChargebackUpdater,
    private readonly clock: Clock,
    work: Work,
  ) {
    work.daily({ name: 'look for chargebacks', ...AT, run: () => this.run() });
  }

  /** May be repeated: what is known already is brought up to what the psp says. */
  async run(): Promise<void> {
    const from = new Date(this.clock.now().getTime() - LOOK_BACK_MS);
    for (const psp of this.psps.all) {
      for await (const page of psp.disputesSince?.(from) ?? []) {
        for (const seen of page) await this.take(psp, seen);
      }
    }
  }

  private async take(psp: Psp, seen: PspDispute): Promise<void> {
    const payment = await this.payments.findByRef(psp.id, seen.intentRef);
    // Of another platform on the same account; or not paid yet here, which the janitor learns first.
    if (payment?.status !== 'succeeded') return;
    await this.db.tx((tx) => this.updater.apply(tx, payment.id, seen));
  }
}
