import { Injectable } from '@nestjs/common';
import { paymentEvents } from '@edu/contracts-payment';
import { Clock, Log } from '@edu/service';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { chargeEntries, refundEntries } from '../ledger/ledger.domain.ts';
import { post } from '../ledger/ledger.posting.ts';
import type { PaymentTx } from '../payment.db.ts';
import { sameSum } from '../payment/payment.domain.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { Outcome } from '../payment/payment.updater.ts';
import type { PspRefund } from '../psp/psp.ts';
import { refundStep, type RefundStatus } from './refund.domain.ts';

/** Where the psp's word about a refund becomes ours, under the lock of its payment's row. */
@Injectable()
export class RefundUpdater {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async apply(
    tx: PaymentTx,
    { id, paymentId }: Pick<RefundRow, 'id' | 'paymentId'>,
    seen: PspRefund,
  ): Promise<Outcome> {
    const payment = await this.payments.lock(tx, paymentId);
    const refund = await tx.prisma.refund.findUniqueOrThrow({ where: { id } });
    if (refund.pspRef && refund.pspRef !== seen.ref) {
      this.log.error({ refundId: id, ref: seen.ref }, 'a second refund under one id');
      return 'mismatch';
    }
    if (!sameSum(refund, seen.sum)) {
      this.log.error({ refundId: id }, 'the psp sent back another amount than was ordered');
      return 'mismatch';
    }
    const step = refundStep(refund.status as RefundStatus, seen.status);
    if (!refund.pspRef) {
      const status = refund.status === 'unknown' ? 'pending' : refund.status; // it was taken
      await tx.prisma.refund.update({ where: { id }, data: { pspRef: seen.ref, status } });
    }
    if (step === 'book') await this.book(tx, payment, refund);
    if (step === 'reverse') await this.reverse(tx, payment, refund);
    if (step === 'fail' || step === 'reverse') {
      await this.end(tx, id, 'failed', seen.failureReason ?? 'failed');
    }
    return step === 'wait' && refund.pspRef ? 'ignored' : 'applied';
  }

  /** The psp will not send this money back. */
  async refuse(
    tx: PaymentTx,
    { id, paymentId }: Pick<RefundRow, 'id' | 'paymentId'>,
    reason: string,
  ): Promise<void> {
    await this.payments.lock(tx, paymentId);
    const { status } = await tx.prisma.refund.findUniqueOrThrow({ where: { id } });
    if (refundStep(status as RefundStatus, 'failed') !== 'fail') return;
    await this.end(tx, id, 'failed', reason);
  }

  /** A refund that failed needs a person: the payer's money is with us and should not be. */
  private async end(
    tx: PaymentTx,
    id: string,
    status: 'succeeded' | 'failed',
    failureReason: string | null,
  ): Promise<void> {
    if (status === 'failed') this.log.error({ refundId: id, failureReason }, 'refund failed');
    await tx.prisma.refund.update({
      where: { id },
      data: { status, failureReason, dueAt: null, updatedAt: this.clock.now() },
    });
  }

  private async book(tx: PaymentTx, payment: PaymentRow, refund: RefundRow): Promise<void> {
    const { id: refundId, paymentId, bookingId, amount } = refund;
    const entries = refundEntries(payment, refund);
    await post(tx, { paymentId, refundId, purpose: 'refund', entries });
    const { refundedAmount } = await tx.prisma.payment.update({
      where: { id: paymentId },
      data: { refundedAmount: { increment: amount }, updatedAt: this.clock.now() },
    });
    await this.end(tx, refundId, 'succeeded', null);
    const total = refundedAmount === payment.amount;
    await tx.emit(paymentEvents.refunded, {
      paymentId,
      bookingId,
      refundId,
      amount: toMoney(refund),
      total,
    });
    this.log.info({ refundId, paymentId, bookingId }, 'payment refunded');
  }

  /** The money came back to us after all. */
  private async reverse(tx: PaymentTx, payment: PaymentRow, refund: RefundRow): Promise<void> {
    const { id: refundId, paymentId, amount } = refund;
    const entries = chargeEntries(payment, refund);
    await post(tx, { paymentId, refundId, purpose: 'refund_reversal', entries });
    await tx.prisma.payment.update({
      where: { id: paymentId },
      data: { refundedAmount: { decrement: amount }, updatedAt: this.clock.now() },
    });
  }
}
