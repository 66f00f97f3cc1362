import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Cases } from '../case/cases.ts';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { refund, refundReversal } from '../ledger/ledger.domain.ts';
import { entriesOfRefund, heldOf, post, type PartKey } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { sameSum } from '../payment/payment.domain.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { toMoney, type PaymentWithParts } from '../payment/payment.row.ts';
import { COUNT_REFUND } from '../payment/payment.sql.ts';
import type { Outcome } from '../payment/payment.updater.ts';
import { PspUncertain, type PspRefund } from '../psp/psp.ts';
import {
  refundable,
  refundStep,
  spread,
  type RefundStatus,
  type RefundStep,
} from './refund.domain.ts';

type RefundKey = Pick<RefundRow, 'id' | 'paymentId'>;
/** A refund whose order somebody is about to send; `attempts` distinguishes the claim. */
type ClaimedRefund = RefundKey & PartKey & Pick<RefundRow, 'attempts'>;

/**
 * Brings refunds up to what the psp says, under the lock of their payment's row. A refund that
 * nobody here asked for, made in the psp's dashboard, becomes a row like any other.
 */
@Injectable()
export class RefundUpdater {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly cases: Cases,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async apply(tx: PaymentTx, paymentId: string, seen: PspRefund): Promise<Outcome> {
    const payment = await this.payments.lock(tx, paymentId);
    const known = await this.find(tx, paymentId, seen);
    const knownRef = known[0]?.pspRef;
    if (knownRef && knownRef !== seen.ref) {
      return this.mismatch(tx, paymentId, 'second_object', seen.ref);
    }
    const amount = known.reduce((sum, row) => sum + row.amount, 0n);
    const { currency } = payment;
    const expected = known.length > 0 ? { amount, currency } : { ...seen.sum, currency };
    if (!sameSum(expected, seen.sum)) {
      return this.mismatch(tx, paymentId, 'amount_mismatch', seen.ref);
    }
    const rows = known.length > 0 ? known : await this.adopt(tx, payment, seen);
    const steps: RefundStep[] = [];
    for (const row of rows) steps.push(await this.follow(tx, payment, row, seen));
    return knownRef && steps.every((step) => step === 'wait') ? 'ignored' : 'applied';
  }

  private async follow(
    tx: PaymentTx,
    payment: PaymentRow,
    row: RefundRow,
    seen: PspRefund,
  ): Promise<RefundStep> {
    if (!row.pspRef) await this.accepted(tx, row, seen.ref);
    const wasBooked = row.status === 'failed' && (await entriesOfRefund(tx, row.id)).length > 0;
    const step = refundStep(row.status as RefundStatus, seen.status, wasBooked);
    if (row.status === 'failed' && step === 'wait') await this.watch(tx, row, seen);
    if (step === 'book') await this.book(tx, payment, row);
    if (step === 'reverse') await this.reverse(tx, row);
    if (step === 'fail' || step === 'reverse') {
      await this.fail(tx, row, seen.failureReason ?? 'failed');
    }
    return step;
  }

  /**
   * Takes a refund that is about to be sent down to what is left to refund: some may have gone back at
   * the psp meanwhile.
   *
   * @returns the row to send, or null when nothing is left
   */
  async limit(
    tx: PaymentTx,
    { id, paymentId, bookingId, attempts }: ClaimedRefund,
  ): Promise<RefundRow | null> {
    const { parts } = await this.payments.lock(tx, paymentId);
    const part = parts.find((one) => one.bookingId === bookingId)!;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    const row = refunds.find((refund) => refund.id === id)!;
    if (row.pspRef || row.dueAt === null) return null; // somebody else got further
    // Our claim ran out: a refusal of our order would say nothing of the order of who has it now.
    if (row.attempts !== attempts) return null;
    const others = refunds.filter((refund) => refund.id !== id);
    const amount = refundable(part.amount, row.amount, others);
    if (amount !== row.amount) {
      await this.cases.open(tx, {
        ...{ kind: 'refund_short', subject: row.requestId ?? id, paymentId },
        detail: 'less is left to refund than was asked for',
      });
    }
    if (amount === 0n) {
      await this.end(tx, id, 'failed', 'nothing_left');
      return null;
    }
    // Noted before it is sent: if this process ends now, the next one must know of the order.
    const data = { amount, status: 'unknown', updatedAt: this.clock.now() };
    return tx.prisma.refund.update({ where: { id }, data });
  }

  /**
   * The psp will not send this money back.
   *
   * @param seen the refund as it was before the order that was refused
   * @throws PspUncertain while an earlier order may still arrive: the refusal says nothing of that one
   */
  async refuse(tx: PaymentTx, seen: RefundRow, reason: string): Promise<void> {
    const { id, paymentId, status, updatedAt } = seen;
    const sinceMs = this.clock.now().getTime() - updatedAt.getTime();
    if (status === 'unknown' && sinceMs < this.config.ORDER_MS) {
      throw new PspUncertain(false, new Error(`refused: ${reason}`));
    }
    await this.payments.lock(tx, paymentId);
    const row = await tx.prisma.refund.findUniqueOrThrow({ where: { id } });
    if (row.attempts !== seen.attempts) return; // whoever claimed it since may have ordered it
    if (refundStep(row.status as RefundStatus, 'failed', false) !== 'fail') return;
    await this.fail(tx, row, reason);
  }

  /** One row; of a refund that was made at the psp without us, one for each lesson that it is of. */
  private find(
    tx: PaymentTx,
    paymentId: string,
    { ref: pspRef, refundId: id }: PspRefund,
  ): Promise<RefundRow[]> {
    const names = id ? [{ id }, { pspRef }] : [{ pspRef }];
    return tx.prisma.refund.findMany({ where: { paymentId, OR: names } });
  }

  /** A refund that was made at the psp without us. */
  private async adopt(
    tx: PaymentTx,
    { id: paymentId, parts }: PaymentWithParts,
    seen: PspRefund,
  ): Promise<RefundRow[]> {
    await this.cases.open(tx, {
      ...{ kind: 'foreign_refund', subject: seen.ref, paymentId },
      detail: 'money was sent back at the psp without a request of ours',
    });
    const sent = await tx.prisma.refund.findMany({
      where: { paymentId, pspRef: { not: null }, status: { not: 'failed' } },
    });
    const takenOf = (bookingId: string) =>
      sent.reduce((sum, row) => sum + (row.bookingId === bookingId ? row.amount : 0n), 0n);
    const lessons = await tx.prisma.bookingTerms.findMany({
      where: { bookingId: { in: parts.map(({ bookingId }) => bookingId) } },
      orderBy: { startsAt: 'asc' },
    });
    const inTime = new Map(lessons.map(({ bookingId }, index) => [bookingId, index]));
    const timeOf = ({ bookingId }: PartKey) => inTime.get(bookingId) ?? 0;
    const ordered = parts.toSorted((a, b) => timeOf(a) - timeOf(b));
    return tx.prisma.refund.createManyAndReturn({
      data: spread(seen.sum.amount, ordered, takenOf).map((part) => ({
        ...{ id: newId(), paymentId, ...part, pspRef: seen.ref, currency: seen.sum.currency },
        reason: 'made_at_psp',
        dueAt: this.clock.now(),
      })),
    });
  }

  /** One that failed here, and is under way at the psp all the same, is asked about until it is over there. */
  private async watch(tx: PaymentTx, { id, dueAt }: RefundRow, seen: PspRefund): Promise<void> {
    const due = seen.status === 'pending' ? (dueAt ?? this.clock.now()) : null;
    await tx.prisma.refund.update({ where: { id }, data: { dueAt: due } });
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
    await post(tx, refund(payment, row, await heldOf(tx, row)));
    const [counted] = await tx.query(COUNT_REFUND, { paymentId, bookingId, amount });
    await this.end(tx, refundId, 'succeeded', null);
    const { total } = counted!;
    const foreign = row.requestId === null;
    await tx.emit(paymentEvents.refunded, {
      ...{ paymentId, bookingId, refundId, total, foreign },
      amount: toMoney(row),
    });
    this.log.info({ refundId, paymentId, bookingId }, 'payment refunded');
  }

  /** The money came back to us after all. */
  private async reverse(tx: PaymentTx, row: RefundRow): Promise<void> {
    const { id, paymentId, bookingId, amount } = row;
    await post(tx, refundReversal(id, await entriesOfRefund(tx, id)));
    await tx.query(COUNT_REFUND, { paymentId, bookingId, amount: -amount });
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
