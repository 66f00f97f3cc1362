import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import type { ProviderEvent as EventRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { PaymentSettlement, type Outcome } from '../payment/payment.settlement.ts';
import { ProviderRefused, type PaymentProvider } from '../provider/payment-provider.ts';
import { PaymentProviders } from '../provider/provider.registry.ts';
import { RefundSettlement } from '../refund/refund.settlement.ts';

/** What an event changes, to be made in the transaction that marks it as processed. */
type Change = (tx: PaymentTx) => Promise<Outcome>;

const nothing: Change = () => Promise.resolve('ignored');

/**
 * Works on stored events. An event only says where to look: events come late, twice and in any
 * order, so the object itself is asked for and its present state is what counts.
 */
@Injectable()
export class EventProcessor {
  constructor(
    private readonly db: PaymentDb,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentQueries,
    private readonly paymentSettlement: PaymentSettlement,
    private readonly refundSettlement: RefundSettlement,
    private readonly log: Log,
  ) {}

  /** Never throws: an event that could not be worked on waits for its next turn. */
  async process(id: string): Promise<void> {
    try {
      const event = await this.db.prisma.providerEvent.findUniqueOrThrow({ where: { id } });
      const change = await this.changeOf(event);
      if (change === 'made') return;
      await this.db.tx(async (tx) => {
        const outcome = await change(tx);
        await tx.prisma.providerEvent.update({
          where: { id },
          data: { outcome, processedAt: new Date(), dueAt: null, error: null },
        });
      });
    } catch (err) {
      this.log.warn({ err, providerEventId: id }, 'provider event will be tried again');
      await this.noteError(id, err);
    }
  }

  private async changeOf(event: EventRow): Promise<Change | 'made'> {
    const provider = this.providers.get(event.provider);
    const { kind, ref } = event;
    try {
      if (kind === 'payment') return await this.paymentChange(provider, ref!, event.id);
      return await this.refundChange(provider, ref!);
    } catch (error) {
      if (!(error instanceof ProviderRefused)) throw error;
      this.log.warn({ err: error, providerEventId: event.id }, 'the provider knows no such object');
      return nothing;
    }
  }

  private async paymentChange(
    provider: PaymentProvider,
    ref: string,
    eventId: string,
  ): Promise<Change | 'made'> {
    const intent = await provider.fetch(ref);
    const payment = await this.payments.findByIntent(provider.id, intent);
    if (!payment) return nothing; // of another platform on the same account
    if (await this.paymentSettlement.charge(payment, intent, eventId)) return 'made';
    return async (tx) => (await this.paymentSettlement.apply(tx, payment.id, intent)).outcome;
  }

  private async refundChange(provider: PaymentProvider, ref: string): Promise<Change> {
    const seen = await provider.fetchRefund({ ref });
    const refund =
      seen?.refundId && (await this.db.prisma.refund.findUnique({ where: { id: seen.refundId } }));
    if (!seen || !refund) return nothing; // made in the provider's dashboard
    return (tx) => this.refundSettlement.apply(tx, refund, seen);
  }

  private async noteError(id: string, err: unknown): Promise<void> {
    const error = err instanceof Error ? `${err.name}: ${err.message}`.slice(0, 500) : 'unknown';
    await this.db.prisma.providerEvent
      .update({ where: { id }, data: { error } })
      .catch(() => undefined); // the log has it
  }
}
