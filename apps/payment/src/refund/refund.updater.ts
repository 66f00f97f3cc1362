import { Injectable } from '@nestjs/common';
import { newId, split } from '@edu/contract-kit';
import { Clock } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Cases } from '../case/cases.ts';
import { chargedBack, takenBy } from '../chargeback/charged-back.ts';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { entriesOfRefund, type PartKey } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { sameSum } from '../payment/payment.domain.ts';
import { partsInTime } from '../payment/parts-in-time.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { chargedOf, type PaymentWithParts } from '../payment/payment.row.ts';
import type { Outcome } from '../payment/payment.updater.ts';
import { PspUncertain, type PspRefund, type PspRefused } from '../psp/psp.ts';
import { PspDisputed } from '../psp/psp-disputed.ts';
import { priceTaken, shareFor } from './charged-left.ts';
import { RefundBooks } from './refund-books.ts';
import {
  isWaiting,
  refundable,
  refundStep,
  spread,
  WAITING_STATUSES,
  type RefundStatus,
  type RefundStep,
} from './refund.domain.ts';

/** A look that nobody depends on. */
const ASK_THE_BANK_MS = 3_600_000;

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
    private readonly books: RefundBooks,
    private readonly cases: Cases,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
  ) {}

  async apply(tx: PaymentTx, paymentId: string, seen: PspRefund): Promise<Outcome> {
    const payment = await this.payments.lock(tx, paymentId);
    const known = await this.find(tx, payment, seen);
    const knownRef = known[0]?.pspRef;
    if (knownRef && knownRef !== seen.ref) {
      return this.mismatch(tx, paymentId, 'second_object', seen.ref);
    }
    const amount = known.reduce((sum, row) => sum + chargedOf(row).amount, 0n);
    const { currency } = chargedOf(payment);
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
    if (row.way !== 'psp') return this.gone(tx, row, seen);
    const wasRefused = row.status === 'failed' || isWaiting(row.status);
    const wasBooked = wasRefused && (await entriesOfRefund(tx, row.id)).length > 0;
    const step = refundStep(row.status as RefundStatus, seen.status, wasBooked);
    if (wasRefused && step === 'wait') await this.watch(tx, row, seen);
    if (step === 'book') await this.books.book(tx, payment, row);
    if (step === 'reverse') await this.books.reverse(tx, row);
    if (step === 'fail' || step === 'reverse') {
      await this.books.offer(tx, payment, row, seen.failureReason ?? 'failed');
    }
    return step;
  }

  /** News of one that has gone back another way: where the psp sent it as well, it went back twice. */
  private async gone(tx: PaymentTx, { id, paymentId }: RefundRow, seen: PspRefund) {
    if (seen.status === 'succeeded' && (await entriesOfRefund(tx, id)).length === 0) {
      await this.cases.open(tx, {
        ...{ kind: 'refund_twice', subject: id, paymentId },
        detail: 'the psp sent back what had gone back another way',
      });
    }
    return 'wait' as const;
  }

  /**
   * Takes a refund that is about to be sent down to what is left to refund: some may have gone back at
   * the psp meanwhile, or the payer's bank has it.
   *
   * @returns the row to send, or null when nothing is left, or nothing can go before the bank has decided
   */
  async limit(
    tx: PaymentTx,
    { id, paymentId, bookingId, attempts }: ClaimedRefund,
  ): Promise<RefundRow | null> {
    const payment = await this.payments.lock(tx, paymentId);
    const part = payment.parts.find((one) => one.bookingId === bookingId)!;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    const row = refunds.find((refund) => refund.id === id)!;
    if (row.pspRef || row.dueAt === null) return null; // somebody else got further
    // Our claim ran out: a refusal of our order would say nothing of the order of who has it now.
    if (row.attempts !== attempts) return null;
    const { isOpen, lost, amount } = await this.left(tx, part, row, refunds);
    if (isOpen) return this.wait(tx, id);
    if (amount !== row.amount) {
      await this.cases.open(tx, {
        ...{ kind: 'refund_short', subject: row.requestId ?? id, paymentId },
        detail: 'less is left to refund than was asked for',
      });
    }
    if (amount <= 0n) {
      await this.books.fail(tx, id, lost > 0n ? 'charged_back' : 'nothing_left');
      return null;
    }
    // What was ordered before is ordered again.
    const share = await shareFor(tx, payment, { ...row, amount }, row.amount === amount);
    if (share?.chargedAmount === 0n) {
      await this.books.offer(tx, payment, row, 'less_than_a_cent');
      return null;
    }
    // Noted before it is sent: if this process ends now, the next one must know of the order.
    const data = { amount, ...share, status: 'unknown', updatedAt: this.clock.now() };
    return tx.prisma.refund.update({ where: { id }, data });
  }

  /** What the bank decides wakes it. */
  private async wait(tx: PaymentTx, id: string): Promise<null> {
    const dueAt = new Date(this.clock.now().getTime() + ASK_THE_BANK_MS);
    await tx.prisma.refund.update({ where: { id }, data: { dueAt } });
    return null;
  }

  /**
   * The psp will not send this money back.
   *
   * @param seen the refund as it was before the order that was refused
   * @throws PspUncertain while an earlier order may still arrive, of which the refusal says nothing, or while the
   *   payer's bank may give the money back
   */
  async refuse(tx: PaymentTx, seen: RefundRow, refusal: PspRefused): Promise<void> {
    const { id, paymentId, status, updatedAt } = seen;
    const sinceMs = this.clock.now().getTime() - updatedAt.getTime();
    if (status === 'unknown' && sinceMs < this.config.ORDER_MS) {
      throw new PspUncertain(false, refusal);
    }
    const payment = await this.payments.lock(tx, paymentId);
    const row = await tx.prisma.refund.findUniqueOrThrow({ where: { id } });
    if (row.attempts !== seen.attempts) return; // whoever claimed it since may have ordered it
    if (refundStep(row.status as RefundStatus, 'failed', false) !== 'fail') return;
    if (refusal instanceof PspDisputed && !(await this.isWithoutThat(tx, payment, row))) {
      throw new PspUncertain(true, refusal); // the psp repeats this answer under the same key
    }
    await this.books.offer(tx, payment, row, refusal.code);
  }

  /** Whether what was ordered left out what a bank has kept; news that it takes something may be on its way. */
  private async isWithoutThat(tx: PaymentTx, { parts }: PaymentWithParts, row: RefundRow) {
    const { paymentId, bookingId } = row;
    const part = parts.find((one) => one.bookingId === bookingId)!;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    const { isOpen, lost, amount } = await this.left(tx, part, row, refunds);
    return !isOpen && lost > 0n && amount === row.amount;
  }

  /** What of a refund can be sent, without what banks have kept; and whether one has not decided. */
  private async left(
    tx: PaymentTx,
    part: PaymentWithParts['parts'][number],
    row: RefundRow,
    refunds: readonly RefundRow[],
  ): Promise<{ isOpen: boolean; lost: bigint; amount: bigint }> {
    const charged = await chargedBack(tx, part);
    const lost = takenBy(charged);
    const others = refunds.filter(({ id }) => id !== row.id);
    const amount = refundable(part.amount - lost, row.amount, others);
    return { isOpen: charged.some(({ isOpen }) => isOpen), lost, amount };
  }

  /**
   * One row; of a refund that was made at the psp without us, one for each lesson that it is of. One of
   * the sum for which a payer waits is the one that a person has sent there.
   */
  private async find(
    tx: PaymentTx,
    { id: paymentId, chargedCurrency }: PaymentRow,
    { ref: pspRef, refundId: id, sum: { amount } }: PspRefund,
  ): Promise<RefundRow[]> {
    const names = id ? [{ id }, { pspRef }] : [{ pspRef }];
    const known = await tx.prisma.refund.findMany({ where: { paymentId, OR: names } });
    if (known.length > 0 || id) return known;
    const status = { in: [...WAITING_STATUSES] };
    // In the money that the psp moves: one that has no share in it yet is not what somebody sent.
    const sum = chargedCurrency === null ? { amount } : { chargedAmount: amount };
    const where = { paymentId, status, ...sum, pspRef: null };
    return tx.prisma.refund.findMany({ where, orderBy: { id: 'asc' }, take: 1 });
  }

  /** A refund that was made at the psp without us. */
  private async adopt(
    tx: PaymentTx,
    payment: PaymentWithParts,
    seen: PspRefund,
  ): Promise<RefundRow[]> {
    const { id: paymentId, parts, currency } = payment;
    await this.cases.open(tx, {
      ...{ kind: 'foreign_refund', subject: seen.ref, paymentId },
      detail: 'money was sent back at the psp without a request of ours',
    });
    const sent = await tx.prisma.refund.findMany({
      where: { paymentId, pspRef: { not: null }, status: { not: 'failed' } },
    });
    const takenOf = (bookingId: string) =>
      sent.reduce((sum, row) => sum + (row.bookingId === bookingId ? row.amount : 0n), 0n);
    const { parts: ordered } = await partsInTime(tx, parts);
    const { sum } = seen;
    const ofPrice = await priceTaken(tx, payment, sum.amount);
    const shares = spread(ofPrice ?? sum.amount, ordered, takenOf);
    const weights = shares.map(({ amount }) => Number(amount));
    const charged = ofPrice === null ? null : split(sum.amount, weights);
    return tx.prisma.refund.createManyAndReturn({
      data: shares.map((part, index) => ({
        ...{ id: newId(), paymentId, ...part, pspRef: seen.ref, currency },
        ...(charged && { chargedAmount: charged[index]!, chargedCurrency: sum.currency }),
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
