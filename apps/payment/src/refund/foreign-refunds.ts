import { Injectable } from '@nestjs/common';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import type { Psp, PspRefund } from '../psp/psp.ts';
import { RefundUpdater } from './refund.updater.ts';

/** Asks the psp what of a payment went back without us, for its webhook may have been lost. */
@Injectable()
export class ForeignRefunds {
  constructor(
    private readonly db: PaymentDb,
    private readonly updater: RefundUpdater,
  ) {}

  /**
   * @param psp undefined where all of it was credit
   * @returns every refund that the psp knows of the payment, ours included
   * @throws PspRefused, PspUncertain
   */
  async learn(psp: Psp | undefined, { id, pspRef }: PaymentRow): Promise<readonly PspRefund[]> {
    if (!psp?.capabilities.listsRefunds || !pspRef) return [];
    const made = await psp.refundsOf(pspRef);
    for (const refund of made.filter(({ refundId }) => refundId === null)) {
      await this.db.tx((tx) => this.updater.apply(tx, id, refund));
    }
    return made;
  }
}
