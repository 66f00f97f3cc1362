import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Cases } from '../case/cases.ts';
import { DueRows } from '../due-rows.queries.ts';
import type { Earning as EarningRow } from '../generated/prisma/client.ts';
import { earning } from '../ledger/ledger.domain.ts';
import { heldOf, post } from '../ledger/ledger.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { ForeignRefunds } from '../refund/foreign-refunds.ts';
import { earnable } from './earning.domain.ts';

/** Credits providers with what they have earned, and the platform with its commission. */
@Injectable()
export class EarningWorker {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly payments: PaymentQueries,
    private readonly foreign: ForeignRefunds,
    private readonly cases: Cases,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly log: Log,
    due: DueRows,
  ) {
    due.follow('earning', 'credit earnings', (id) => this.work(id));
  }

  private async work(bookingId: string): Promise<void> {
    try {
      const { payment } = await this.db.prisma.earning.findUniqueOrThrow({
        where: { bookingId },
        include: { payment: true },
      });
      // What a person sent back at the psp is not there to be earned.
      await this.foreign.learn(this.psps.get(payment.psp), payment);
      await this.db.tx((tx) => this.credit(tx, bookingId));
    } catch (err) {
      this.log.warn({ err, bookingId }, 'earning not credited, will be tried again');
    }
  }

  private async credit(tx: PaymentTx, bookingId: string): Promise<void> {
    const { paymentId } = await tx.prisma.earning.findUniqueOrThrow({ where: { bookingId } });
    const { payerId } = await this.payments.lock(tx, paymentId);
    const row = await tx.prisma.earning.findUniqueOrThrow({ where: { bookingId } });
    if (row.postedAt) return;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId } });
    const amount = earnable(row.amount, await heldOf(tx, paymentId), refunds);
    if (amount < row.amount) await this.short(tx, row);
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

  private short(tx: PaymentTx, { bookingId, paymentId }: EarningRow): Promise<void> {
    return this.cases.open(tx, {
      ...{ kind: 'earning_short', subject: bookingId, paymentId },
      detail: 'less is held for the learner than the provider earned',
    });
  }
}
