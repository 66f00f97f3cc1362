import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import type { Claimed } from '@edu/work';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { pspKey } from '../payment/payment.domain.ts';
import { askedOf, chargedOf, toMoney } from '../payment/payment.row.ts';
import { PspRefused, PspUncertain, type Psp, type PspRefund } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { PspWork } from '../psp/psp-work.ts';
import { ForeignRefunds } from './foreign-refunds.ts';
import { RefundUpdater } from './refund.updater.ts';

const MAX_WAIT_MS = 900_000;

/** Sends money back, and asks about it until the psp says how it ended. */
@Injectable()
export class RefundWorker {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly updater: RefundUpdater,
    private readonly foreign: ForeignRefunds,
    private readonly log: Log,
    work: PspWork,
  ) {
    work.follow({
      name: 'send refunds',
      table: 'refund',
      maxWaitMs: MAX_WAIT_MS,
      work: (claim) => this.work(claim),
    });
  }

  private async work({ id, attempts }: Claimed): Promise<void | 'again'> {
    const { payment, ...refund } = await this.db.prisma.refund.findUniqueOrThrow({
      where: { id },
      include: { payment: true },
    });
    const psp = this.psps.get(payment.psp);
    const seen = await this.order(psp, { ...refund, attempts }, payment).catch((error: unknown) =>
      this.note(refund, error),
    );
    if (!seen) return;
    return this.db.tx(async (tx) => {
      await this.updater.apply(tx, payment.id, seen);
      const { dueAt } = await tx.prisma.refund.findUniqueOrThrow({ where: { id } });
      return dueAt ? 'again' : undefined;
    });
  }

  /**
   * Looks before it orders: an earlier order may have been taken although its answer was lost, and
   * a person may have sent money back at the psp.
   *
   * @param refund with the attempts of our claim, not of one that came after it
   */
  private async order(
    psp: Psp,
    refund: RefundRow,
    payment: PaymentRow,
  ): Promise<PspRefund | undefined> {
    if (refund.pspRef) return psp.fetchRefund(refund.pspRef);
    if (!psp.capabilities.refunds) throw new PspRefused('refunds_not_offered', undefined);
    const isPart = refund.amount !== askedOf(payment).amount;
    if (isPart && !psp.capabilities.partialRefunds)
      throw new PspRefused('only_all_of_it', undefined);
    const made = await this.foreign.learn(psp, payment);
    const earlier = made.find(({ refundId }) => refundId === refund.id);
    if (earlier) return earlier;
    const row = await this.db.tx((tx) => this.updater.limit(tx, refund));
    if (!row) return undefined;
    return psp.refund({
      idempotencyKey: pspKey('refund', row.id, row.pspAttempt),
      refundId: row.id,
      intentRef: payment.pspRef!,
      money: toMoney(chargedOf(row)),
    });
  }

  /** @throws the error unless it is a final no to what had not been ordered */
  private async note(refund: RefundRow, error: unknown): Promise<undefined> {
    if (refund.pspRef) throw error;
    if (!(error instanceof PspRefused)) return this.noteUncertain(refund, error);
    this.log.warn({ err: error, refundId: refund.id }, 'the psp refused a refund');
    await this.db
      .tx((tx) => this.updater.refuse(tx, refund, error))
      .catch((uncertain: unknown) => this.noteUncertain(refund, uncertain));
  }

  /** @throws the error */
  private async noteUncertain({ id, pspAttempt }: RefundRow, error: unknown): Promise<never> {
    if (error instanceof PspUncertain) {
      const attempt = error.keyIsSpent ? pspAttempt + 1 : pspAttempt;
      await this.db.prisma.refund.updateMany({
        where: { id, status: { in: ['pending', 'unknown'] } },
        data: { status: 'unknown', pspAttempt: attempt },
      });
    }
    throw error;
  }
}
