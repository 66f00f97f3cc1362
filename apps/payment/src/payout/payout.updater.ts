import { Injectable } from '@nestjs/common';
import { paymentEvents } from '@edu/contracts-payment';
import { Clock, Log } from '@edu/service';
import { Cases } from '../case/cases.ts';
import { Prisma, type Payout as PayoutRow } from '../generated/prisma/client.ts';
import { post } from '../ledger/ledger.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { sameSum } from '../payment/payment.domain.ts';
import { toMoney } from '../payment/payment.row.ts';
import type { Outcome } from '../payment/payment.updater.ts';
import type { PspPayout } from '../psp/psp.ts';
import {
  failureOf,
  MOST_FAILURES,
  NOT_ORDERED,
  OUR_FAILURES,
  payoutStep,
  type OurFailure,
  type PaidFrom,
} from './payout.domain.ts';
import { isEarned, paidFromOf, statusOf } from './payout.row.ts';
import { payoutFailed, payoutPaid } from './payout.postings.ts';
import { COUNT_FAILURE, FORGET_FAILURES, LOCK_PAYOUT } from './payout.sql.ts';

/**
 * Brings payouts up to what the psp says, under the lock of their row: state, books and event in one
 * transaction, so that each fact has its effect once.
 */
@Injectable()
export class PayoutUpdater {
  constructor(
    private readonly db: PaymentDb,
    private readonly cases: Cases,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Which payout of ours a psp's object is; null when it is none. */
  async idOf(psp: string, { ref: pspRef, payoutId: id }: PspPayout): Promise<string | null> {
    const names = id ? [{ id }, { pspRef }] : [{ pspRef }];
    const where = { psp, OR: names };
    return (await this.db.prisma.payout.findFirst({ where, select: { id: true } }))?.id ?? null;
  }

  /** The row, held until the transaction ends. */
  async find(tx: PaymentTx, id: string): Promise<PayoutRow | null> {
    await tx.execute(LOCK_PAYOUT, { id });
    return tx.prisma.payout.findUnique({ where: { id } });
  }

  async apply(
    tx: PaymentTx,
    id: string,
    seen: PspPayout,
  ): Promise<{ row: PayoutRow; outcome: Outcome }> {
    const row = (await this.find(tx, id))!;
    const isIts = seen.payoutId === null || seen.payoutId === id;
    if (!isIts || (row.pspRef && row.pspRef !== seen.ref)) {
      return this.mismatch(tx, row, 'second_object', seen.ref);
    }
    if (!sameSum(row, seen.sum)) return this.mismatch(tx, row, 'amount_mismatch', id);
    const step = payoutStep(statusOf(row), seen.status);
    if (step === 'wait') return { row, outcome: 'ignored' };
    if (step === 'contradict') return this.mismatch(tx, row, 'payout_contradicted', id);
    return { row: await this.follow(tx, row, step, seen), outcome: 'applied' };
  }

  /** It will not be paid: what it was to pay is payable again. */
  async fail(
    tx: PaymentTx,
    row: PayoutRow,
    failureReason: string,
    pspRef: string | null = row.pspRef,
  ): Promise<PayoutRow> {
    const { id: payoutId, providerId, operator } = row;
    await post(tx, payoutFailed(row));
    if (isEarned(row) && !OUR_FAILURES.some((code) => code === failureReason)) {
      const { currency, createdAt: since } = row;
      await tx.execute(COUNT_FAILURE, { providerId, currency, since, most: MOST_FAILURES });
    }
    await tx.emit(paymentEvents.payoutFailed, {
      ...{ payoutId, providerId, operator, amount: toMoney(row), from: paidFromOf(row) },
      failure: failureOf(failureReason),
    });
    this.log.warn({ payoutId, reason: failureReason }, 'payout failed');
    return this.end(tx, payoutId, { status: 'failed', failureReason, pspRef });
  }

  /** What of somebody has not been ordered yet will not be; what has been goes on, since the psp may have it. */
  async takeBack(
    tx: PaymentTx,
    whose: {
      readonly providerId: string;
      readonly currency?: string;
      readonly paidFrom?: PaidFrom;
    },
    reason: OurFailure,
  ): Promise<void> {
    const where = { ...whose, status: { in: [...NOT_ORDERED] } };
    for (const { id } of await tx.prisma.payout.findMany({ where, orderBy: { id: 'asc' } })) {
      const row = await this.find(tx, id);
      if (row && NOT_ORDERED.some((status) => status === row.status)) {
        await this.fail(tx, row, reason);
      }
    }
  }

  private follow(
    tx: PaymentTx,
    row: PayoutRow,
    step: 'accept' | 'pay' | 'fail',
    { ref: pspRef, failureReason }: PspPayout,
  ): Promise<PayoutRow> {
    if (step === 'fail') return this.fail(tx, row, failureReason ?? 'failed', pspRef);
    if (step === 'pay') return this.pay(tx, row, pspRef);
    const { id } = row;
    const updatedAt = this.clock.now();
    return tx.prisma.payout.update({
      where: { id },
      data: { status: 'ordered', pspRef, updatedAt },
    });
  }

  private async pay(tx: PaymentTx, row: PayoutRow, pspRef: string): Promise<PayoutRow> {
    const { id: payoutId, providerId, currency, operator } = row;
    await post(tx, payoutPaid(row));
    if (isEarned(row)) await tx.execute(FORGET_FAILURES, { providerId, currency });
    await tx.emit(paymentEvents.payoutPaid, {
      ...{ payoutId, providerId, operator, amount: toMoney(row), from: paidFromOf(row) },
      at: this.clock.now().toISOString(),
    });
    this.log.info({ payoutId }, 'payout paid');
    return this.end(tx, payoutId, { status: 'paid', pspRef });
  }

  private end(
    tx: PaymentTx,
    id: string,
    data: { status: 'paid' | 'failed'; pspRef: string | null; failureReason?: string },
  ): Promise<PayoutRow> {
    const updatedAt = this.clock.now();
    return tx.prisma.payout.update({
      where: { id },
      data: { ...data, payee: Prisma.DbNull, dueAt: null, updatedAt },
    });
  }

  /** For people to look at; asked about again until then. */
  private async mismatch(
    tx: PaymentTx,
    row: PayoutRow,
    kind: 'second_object' | 'amount_mismatch' | 'payout_contradicted',
    subject: string,
  ): Promise<{ row: PayoutRow; outcome: Outcome }> {
    const detail = `the psp says something else of payout ${row.id} than is in the books`;
    await this.cases.open(tx, { kind, subject, paymentId: null, detail });
    return { row, outcome: 'mismatch' };
  }
}
