import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Cases } from '../case/cases.ts';
import { earning } from '../ledger/ledger.domain.ts';
import { heldOf, post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { earnable } from './earning.domain.ts';

@Injectable()
export class EarningService {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly cases: Cases,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Credits a provider with what a booking earned, and the platform with its commission; once. */
  async credit(tx: PaymentTx, bookingId: string): Promise<void> {
    const { paymentId } = await tx.prisma.earning.findUniqueOrThrow({ where: { bookingId } });
    const { payerId } = await this.payments.lock(tx, paymentId);
    const row = await tx.prisma.earning.findUniqueOrThrow({ where: { bookingId } });
    if (row.postedAt) return;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId } });
    const amount = earnable(row.amount, await heldOf(tx, paymentId), refunds);
    if (amount < row.amount) {
      await this.cases.open(tx, {
        ...{ kind: 'earning_short', subject: bookingId, paymentId },
        detail: 'less is held for the learner than the provider earned',
      });
    }
    if (amount > 0n) {
      await post(tx, earning({ ...row, payerId, amount }, await this.commissionOf(tx, bookingId)));
    }
    await tx.prisma.earning.update({
      where: { bookingId },
      data: { postedAt: this.clock.now(), dueAt: null },
    });
    this.log.info({ bookingId, paymentId }, 'earning credited');
  }

  /** As agreed when the booking was made. */
  private async commissionOf(tx: PaymentTx, bookingId: string): Promise<number> {
    const terms = await tx.prisma.bookingTerms.findUnique({ where: { bookingId } });
    return terms?.commissionBps ?? this.config.COMMISSION_BPS;
  }
}
