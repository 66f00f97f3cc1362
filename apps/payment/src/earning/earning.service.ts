import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Cases } from '../case/cases.ts';
import { compensation, earning, type Posting } from '../ledger/ledger.domain.ts';
import type { Earning as EarningRow } from '../generated/prisma/client.ts';
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
    const posting =
      row.atCostOf === 'platform'
        ? compensation(row, await this.commissionOf(tx, bookingId))
        : await this.fromHeld(tx, row, payerId);
    if (posting.entries.length > 0) await post(tx, posting);
    await tx.prisma.earning.update({
      where: { bookingId },
      data: { postedAt: this.clock.now(), dueAt: null },
    });
    this.log.info({ bookingId, paymentId }, 'earning credited');
  }

  /** Of what is held for the learner; a person looks at it where that is less than was earned. */
  private async fromHeld(tx: PaymentTx, row: EarningRow, payerId: string): Promise<Posting> {
    const { bookingId, paymentId } = row;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    const amount = earnable(row.amount, await heldOf(tx, row), refunds);
    if (amount < row.amount) {
      await this.cases.open(tx, {
        ...{ kind: 'earning_short', subject: bookingId, paymentId },
        detail: 'less is held for the learner than the provider earned',
      });
    }
    await tx.prisma.paymentPart.update({
      where: { paymentId_bookingId: { paymentId, bookingId } },
      data: { earnedAmount: amount },
    });
    return earning({ ...row, payerId, amount }, await this.commissionOf(tx, bookingId));
  }

  /** As agreed when the booking was made. */
  private async commissionOf(tx: PaymentTx, bookingId: string): Promise<number> {
    const terms = await tx.prisma.bookingTerms.findUnique({ where: { bookingId } });
    return terms?.commissionBps ?? this.config.COMMISSION_BPS;
  }
}
