import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Cases } from '../case/cases.ts';
import { borne } from '../chargeback/chargeback.postings.ts';
import { chargedBack, shortfall, type ChargedPart } from '../chargeback/charged-back.ts';
import { compensation, earning, shareOut, type Posting } from '../ledger/ledger.domain.ts';
import type { Earning as EarningRow } from '../generated/prisma/client.ts';
import { heldOf, post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { TaxRules } from '../tax/tax-rules.ts';
import type { TaxRule } from '../tax/tax.domain.ts';
import { earnable } from './earning.domain.ts';

@Injectable()
export class EarningService {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly cases: Cases,
    private readonly taxes: TaxRules,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Credits a provider with what a booking earned, and the platform with its commission; once.
   *
   * @returns `credited` where it was this call; `again` while the payer's bank, or the team, has not decided about its payment, or nobody knows which
   *   country taxes it
   */
  async credit(tx: PaymentTx, bookingId: string): Promise<void | 'credited' | 'again'> {
    const { paymentId } = await tx.prisma.earning.findUniqueOrThrow({ where: { bookingId } });
    const { payerId } = await this.payments.lock(tx, paymentId);
    const row = await tx.prisma.earning.findUniqueOrThrow({ where: { bookingId } });
    if (row.postedAt) return;
    const rules = await this.taxes.of(tx, row);
    if (!rules) return 'again';
    if (row.atCostOf === 'platform') {
      await this.book(tx, compensation(row, await this.commissionOf(tx, bookingId), rules));
    } else {
      const charged = await chargedBack(tx, row);
      const review = await tx.prisma.riskReview.findUnique({ where: { paymentId } });
      if (review?.state === 'open' || charged.some(({ isOpen }) => isOpen)) return 'again';
      const isSentBack = review?.state === 'refunded';
      await this.fromHeld(tx, { ...row, payerId, isSentBack }, charged, rules);
    }
    await tx.prisma.earning.update({
      where: { bookingId },
      data: { postedAt: this.clock.now(), dueAt: null },
    });
    this.log.info({ bookingId, paymentId }, 'earning credited');
    return 'credited';
  }

  /**
   * Of what is held for the learner. What a bank has taken is borne by the platform, or not earned, and nothing is
   * earned by what the team has sent back; a person looks at it where anything else is missing.
   */
  private async fromHeld(
    tx: PaymentTx,
    row: EarningRow & { readonly payerId: string; readonly isSentBack: boolean },
    charged: readonly ChargedPart[],
    rules: readonly TaxRule[],
  ): Promise<void> {
    const { bookingId, paymentId } = row;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    const amount = earnable(row.amount, await heldOf(tx, row), refunds);
    const { short, taken } = shortfall(row.amount - amount, charged);
    if (short > 0n && !row.isSentBack) {
      await this.cases.open(tx, {
        ...{ kind: 'earning_short', subject: bookingId, paymentId },
        detail: 'less is held for the learner than the provider earned',
      });
    }
    await tx.prisma.paymentPart.update({
      where: { paymentId_bookingId: { paymentId, bookingId } },
      data: { earnedAmount: amount },
    });
    const commissionBps = await this.commissionOf(tx, bookingId);
    await this.book(tx, earning({ ...row, amount }, commissionBps, rules));
    for (const { id, amount: of } of taken) {
      const { provider: share } = shareOut(of, commissionBps);
      await this.book(tx, borne({ ...row, id }, share, rules));
    }
  }

  private async book(tx: PaymentTx, posting: Posting): Promise<void> {
    if (posting.entries.length > 0) await post(tx, posting);
  }

  /** As agreed when the booking was made. */
  private async commissionOf(tx: PaymentTx, bookingId: string): Promise<number> {
    const terms = await tx.prisma.bookingTerms.findUnique({ where: { bookingId } });
    return terms?.commissionBps ?? this.config.COMMISSION_BPS;
  }
}
