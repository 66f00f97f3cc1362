import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import type { PspEvent as EventRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { PaymentUpdater, type Outcome } from '../payment/payment.updater.ts';
import { PspRefused, type Psp } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { RefundUpdater } from '../refund/refund.updater.ts';

/** What an event changes, to be made in the transaction that marks it as processed. */
type Change = (tx: PaymentTx) => Promise<Outcome>;

const nothing: Change = () => Promise.resolve('ignored');

/**
 * Works on stored events. An event only says where to look: events come late, twice and in any
 * order, so the object itself is asked for and its present state is what counts.
 */
@Injectable()
export class PspEventProcessor {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly payments: PaymentQueries,
    private readonly paymentUpdater: PaymentUpdater,
    private readonly refundUpdater: RefundUpdater,
    private readonly log: Log,
  ) {}

  /** Never throws: an event that could not be worked on waits for its next turn. */
  async process(id: string): Promise<void> {
    try {
      const event = await this.db.prisma.pspEvent.findUniqueOrThrow({ where: { id } });
      const change = await this.changeOf(event);
      if (change === 'made') return;
      await this.db.tx(async (tx) => {
        const outcome = await change(tx);
        await tx.prisma.pspEvent.update({
          where: { id },
          data: { outcome, processedAt: new Date(), dueAt: null, error: null },
        });
      });
    } catch (err) {
      this.log.warn({ err, pspEventId: id }, 'psp event will be tried again');
      await this.noteError(id, err);
    }
  }

  private async changeOf(event: EventRow): Promise<Change | 'made'> {
    const psp = this.psps.get(event.psp);
    const { kind, ref } = event;
    try {
      if (kind === 'payment') return await this.paymentChange(psp, ref!, event.id);
      return await this.refundChange(psp, ref!);
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      this.log.warn({ err: error, pspEventId: event.id }, 'the psp knows no such object');
      return nothing;
    }
  }

  private async paymentChange(psp: Psp, ref: string, eventId: string): Promise<Change | 'made'> {
    const intent = await psp.fetch(ref);
    const payment = await this.payments.findByIntent(psp.id, intent);
    if (!payment) return nothing; // of another platform on the same account
    if (await this.paymentUpdater.charge(payment, intent, eventId)) return 'made';
    return async (tx) => (await this.paymentUpdater.apply(tx, payment.id, intent)).outcome;
  }

  private async refundChange(psp: Psp, ref: string): Promise<Change> {
    const seen = await psp.fetchRefund({ ref });
    const refund =
      seen?.refundId && (await this.db.prisma.refund.findUnique({ where: { id: seen.refundId } }));
    if (!seen || !refund) return nothing; // made in the psp's dashboard
    return (tx) => this.refundUpdater.apply(tx, refund, seen);
  }

  private async noteError(id: string, err: unknown): Promise<void> {
    const error = err instanceof Error ? `${err.name}: ${err.message}`.slice(0, 500) : 'unknown';
    await this.db.prisma.pspEvent.update({ where: { id }, data: { error } }).catch(() => undefined); // the log has it
  }
}
