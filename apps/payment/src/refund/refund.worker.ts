import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import { DueRows } from '../due-rows.queries.ts';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { providerKey } from '../payment/payment.domain.ts';
import { toMoney } from '../payment/payment.row.ts';
import {
  ProviderRefused,
  ProviderUncertain,
  type PaymentProvider,
  type ProviderRefund,
} from '../provider/payment-provider.ts';
import { PaymentProviders } from '../provider/provider.registry.ts';
import { RefundSettlement } from './refund.settlement.ts';

/** Sends money back, and asks about it until the provider says how it ended. */
@Injectable()
export class RefundWorker {
  constructor(
    private readonly db: PaymentDb,
    private readonly providers: PaymentProviders,
    private readonly settlement: RefundSettlement,
    private readonly log: Log,
    due: DueRows,
  ) {
    due.follow('refund', 'send refunds', (id) => this.work(id));
  }

  private async work(id: string): Promise<void> {
    try {
      const { payment, ...refund } = await this.db.prisma.refund.findUniqueOrThrow({
        where: { id },
        include: { payment: true },
      });
      const provider = this.providers.get(payment.provider);
      const seen = await this.order(provider, refund, payment).catch((error: unknown) =>
        this.note(refund, error),
      );
      if (seen) await this.db.tx((tx) => this.settlement.apply(tx, refund, seen));
    } catch (err) {
      this.log.warn({ err, refundId: id }, 'refund still open, will be tried again');
    }
  }

  /** Looks before it orders again: an earlier order may have been taken without our hearing so. */
  private async order(
    provider: PaymentProvider,
    refund: RefundRow,
    payment: PaymentRow,
  ): Promise<ProviderRefund> {
    if (refund.providerRef) {
      const seen = await provider.fetchRefund({ ref: refund.providerRef });
      if (seen) return seen;
    }
    if (!provider.capabilities.refunds) throw new ProviderRefused('refunds_not_offered', undefined);
    const { id: refundId, attempts, providerAttempt } = refund;
    const intentRef = payment.providerRef!;
    const earlier = attempts > 1 ? await provider.fetchRefund({ refundId, intentRef }) : null;
    if (earlier) return earlier;
    const idempotencyKey = providerKey('refund', refundId, providerAttempt);
    return provider.refund({ idempotencyKey, refundId, intentRef, money: toMoney(refund) });
  }

  private async note(refund: RefundRow, error: unknown): Promise<void> {
    const { id, providerRef, providerAttempt } = refund;
    this.log.warn({ err: error, refundId: id }, 'the payment provider gave no refund');
    if (providerRef) return;
    if (error instanceof ProviderRefused) {
      await this.db.tx((tx) => this.settlement.refuse(tx, refund, error.code));
    }
    if (!(error instanceof ProviderUncertain)) return;
    const attempt = error.keyIsSpent ? providerAttempt + 1 : providerAttempt;
    await this.db.prisma.refund.updateMany({
      where: { id, status: { in: ['pending', 'unknown'] } },
      data: { status: 'unknown', providerAttempt: attempt },
    });
  }
}
