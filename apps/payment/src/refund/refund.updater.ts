import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Clock, Log } from '@edu/service';
import { Cases } from '../case/cases.ts';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { refund, refundReversal } from '../ledger/ledger.domain.ts';
import { entriesOfRefund, heldOf, post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { sameSum } from '../payment/payment.domain.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { Outcome } from '../payment/payment.updater.ts';
import type { PspRefund } from '../psp/psp.ts';
import { refundable, refundStep, type RefundStatus } from './refund.domain.ts';

type RefundKey = Pick<RefundRow, 'id' | 'paymentId'>;

/**
 * Brings refunds up to what the psp says, under the lock of their payment's row. A refund that
 * nobody here asked for, made in the psp's dashboard, becomes a row like any other.
 */
@Injectable()
export class RefundUpdater {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly cases: Cases,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async apply(tx: PaymentTx, paymentId: string, seen: PspRefund): Promise<Outcome> {
    const payment = await this.payments.lock(tx, paymentId);
    const known = await this.find(tx, paymentId, seen);
    if (known?.pspRef && known.pspRef !== seen.ref) {
      return this.mismatch(tx, paymentId, 'second_object', seen.ref);
    }
    const expected = known ?? { ...seen.sum, currency: payment.currency };
    if (!sameSum(expected, seen.sum)) {
      return this.mismatch(tx, paymentId, 'amount_mismatch', seen.ref);
    }
    const row = known ?? (await this.adopt(tx, payment, seen));
    if (!row.pspRef) await this.accepted(tx, row, seen.ref);
    const step = refundStep(row.status as RefundStatus, seen.status);
    if (step === 'book') await this.book(tx, payment, row);
    if (step === 'reverse') await this.reverse(tx, row);
    if (step === 'fail' || step === 'reverse') {
      await this.fail(tx, row, seen.failureReason ?? 'failed');
    }
    return step === 'wait' && known?.pspRef ? 'ignored' : 'applied';
  }

  /**
   * Takes a refund that was not sent yet down to what is left to refund: some may have gone back at
   * the psp meanwhile.
   *
   * @returns the row to send, or null when nothing is left
   */
  async limit(tx: PaymentTx, { id, paymentId }: RefundKey): Promise<RefundRow | null> {
    const payment = await this.payments.lock(tx, paymentId);
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId } });
    const row = refunds.find((refund) => refund.id === id)!;
    if (row.pspRef || row.dueAt === null) return null; // somebody else got further
    const others = refunds.filter((refund) => refund.id !== id);
    const amount = refundable(payment.amount, row.amount, others);
    if (amount === row.amount) return row;
    await this.cases.open(tx, {
      ...{ kind: 'refund_short', subject: row.requestId ?? id, paymentId },
      detail: 'less is left to refund than was asked for',
    });
    if (amount > 0n) return tx.prisma.refund.update({ where: { id }, data: { amount } });
    await this.end(tx, id, 'failed', 'nothing_left');
    return null;
  }

  /** The psp will not send this money back. */
  async refuse(tx: PaymentTx, { id, paymentId }: RefundKey, reason: string): Promise<void> {
    await this.payments.lock(tx, paymentId);
    const row = await tx.prisma.refund.findUniqueOrThrow({ where: { id } });
    if (refundStep(row.status as RefundStatus, 'failed') !== 'fail') return;
    await this.fail(tx, row, reason);
  }

  private find(
    tx: PaymentTx,
    paymentId: string,
    { ref: pspRef, refundId: id }: PspRefund,
  ): Promise<RefundRow | null> {
    const names = id ? [{ id }, { pspRef }] : [{ pspRef }];
    return tx.prisma.refund.findFirst({ where: { paymentId, OR: names } });
  }

  /** A refund that was made at the psp without us. */
  private async adopt(tx: PaymentTx, payment: PaymentRow, seen: PspRefund): Promise<RefundRow> {
    const { id: paymentId, bookingId } = payment;
    await this.cases.open(tx, {
      ...{ kind: 'foreign_refund', subject: seen.ref, paymentId },
      detail: 'money was sent back at the psp without a request of ours',
    });
    return tx.prisma.refund.create({
      data: {
        ...{ id: newId(), paymentId, bookingId, pspRef: seen.ref, ...seen.sum },
        reason: 'made_at_psp',
        dueAt: this.clock.now(),
      },
    });
  }

  private async accepted(tx: PaymentTx, { id, status }: RefundRow, pspRef: string): Promise<void> {
    const next = status === 'unknown' ? 'pending' : status;
    await tx.prisma.refund.update({ where: { id }, data: { pspRef, status: next } });
  }

  private async end(
    tx: PaymentTx,
    id: string,
    status: 'succeeded' | 'failed',
    failureReason: string | null,
  ): Promise<void> {
    await tx.prisma.refund.update({
      where: { id },
      data: { status, failureReason, dueAt: null, updatedAt: this.clock.now() },
    });
  }

  /** A refund that failed needs a person: the payer's money is with us and should not be. */
  private async fail(tx: PaymentTx, { id, paymentId }: RefundKey, reason: string): Promise<void> {
    await this.cases.open(tx, {
      ...{ kind: 'refund_failed', subject: id, paymentId },
      detail: `a refund failed: ${reason}`,
    });
    await this.end(tx, id, 'failed', reason);
  }

  private async book(tx: PaymentTx, payment: PaymentRow, row: RefundRow): Promise<void> {
    const { id: refundId, paymentId, bookingId, amount } = row;
    await post(tx, refund(payment, row, await heldOf(tx, paymentId)));
    const { refundedAmount } = await tx.prisma.payment.update({
      where: { id: paymentId },
      data: { refundedAmount: { increment: amount }, updatedAt: this.clock.now() },
    });
    await this.end(tx, refundId, 'succeeded', null);
    const total = refundedAmount === payment.amount;
    const foreign = row.requestId === null;
    await tx.emit(paymentEvents.refunded, {
      ...{ paymentId, bookingId, refundId, total, foreign },
      amount: toMoney(row),
    });
    this.log.info({ refundId, paymentId, bookingId }, 'payment refunded');
  }

  /** The money came back to us after all. */
  private async reverse(tx: PaymentTx, { id, paymentId, amount }: RefundRow): Promise<void> {
    await post(tx, refundReversal(id, await entriesOfRefund(tx, id)));
    await tx.prisma.payment.update({
      where: { id: paymentId },
      data: { refundedAmount: { decrement: amount }, updatedAt: this.clock.now() },
    });
  }

  private async mismatch(
    tx: PaymentTx,
    paymentId: string,
    kind: 'second_object' | 'amount_mismatch',
    subject: string,
  ): Promise<Outcome> {
    const detail = 'the psp sent back something else than was ordered';
    await this.cases.open(tx, { kind, subject, paymentId, detail });
    return 'mismatch';
  }
}
