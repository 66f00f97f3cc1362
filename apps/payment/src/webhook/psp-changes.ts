import { Injectable } from '@nestjs/common';
import { Log } from '@edu/service';
import { ChargebackUpdater } from '../chargeback/chargeback.updater.ts';
import type { PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { PaymentUpdater, type Outcome } from '../payment/payment.updater.ts';
import { PayoutUpdater } from '../payout/payout.updater.ts';
import { PspRefused, type Psp } from '../psp/psp.ts';
import { RefundUpdater } from '../refund/refund.updater.ts';
import { NOTE_DECLINE } from '../risk/risk.sql.ts';

/** A stored event of a psp, and what it is about. */
export interface PspEvent {
  readonly id: string;
  readonly psp: string;
  readonly kind: string | null;
  /** The psp's name of its object. */
  readonly ref: string | null;
}

/** What an event changes, to be made in the transaction that marks it as processed. */
export type Change = (tx: PaymentTx) => Promise<Outcome>;

const nothing: Change = () => Promise.resolve('ignored');

/**
 * Finds out what an event changes. It only says where to look: events come late, twice and in any
 * order, so the object itself is asked for and its present state is what counts.
 */
@Injectable()
export class PspChanges {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly paymentUpdater: PaymentUpdater,
    private readonly refundUpdater: RefundUpdater,
    private readonly payoutUpdater: PayoutUpdater,
    private readonly chargebackUpdater: ChargebackUpdater,
    private readonly log: Log,
  ) {}

  /** @returns `made` when the change and the end of the event are stored already */
  async of(psp: Psp, event: PspEvent): Promise<Change | 'made'> {
    const { kind, ref } = event;
    try {
      if (kind === 'payment') return await this.paymentChange(psp, ref!, event.id);
      if (kind === 'payout') return await this.payoutChange(psp, ref!);
      if (kind === 'decline') return await this.declineChange(psp, ref!, event.id);
      return kind === 'refund'
        ? await this.refundChange(psp, ref!)
        : await this.disputeChange(psp, ref!);
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      this.log.warn({ err: error, pspEventId: event.id }, 'the psp knows no such object');
      return nothing;
    }
  }

  private async paymentChange(psp: Psp, ref: string, eventId: string): Promise<Change | 'made'> {
    const intent = await psp.fetchIntent(ref);
    const payment = await this.payments.findByIntent(psp.id, intent);
    if (!payment) return nothing; // of another platform on the same account
    if (await this.paymentUpdater.charge(payment, intent, eventId)) return 'made';
    return async (tx) => (await this.paymentUpdater.apply(tx, payment.id, intent)).outcome;
  }

  /** It changes nothing of the payment, which another card or wallet may pay; rules of risk count it. */
  private async declineChange(psp: Psp, ref: string, eventId: string): Promise<Change> {
    const payment = await this.payments.findByRef(psp.id, ref);
    if (!payment) return nothing;
    return async (tx) => {
      await tx.execute(NOTE_DECLINE, { eventId, payerId: payment.payerId });
      return 'applied';
    };
  }

  private async refundChange(psp: Psp, ref: string): Promise<Change> {
    const seen = await psp.fetchRefund(ref);
    const payment = await this.payments.findByRef(psp.id, seen.intentRef);
    if (!payment) return nothing;
    return (tx) => this.refundUpdater.apply(tx, payment.id, seen);
  }

  private async payoutChange(psp: Psp, ref: string): Promise<Change> {
    if (!psp.fetchPayout) return nothing;
    const seen = await psp.fetchPayout(ref);
    const id = await this.payoutUpdater.idOf(psp.id, seen);
    if (!id) return nothing;
    return async (tx) => (await this.payoutUpdater.apply(tx, id, seen)).outcome;
  }

  /** The payment first: news of it may be on its way, and what nobody has received cannot be taken back. */
  private async disputeChange(psp: Psp, ref: string): Promise<Change> {
    const seen = await psp.fetchDispute(ref);
    const payment = await this.payments.findByRef(psp.id, seen.intentRef);
    if (!payment) return nothing;
    const intent = payment.status === 'succeeded' ? null : await psp.fetchIntent(seen.intentRef);
    return async (tx) => {
      if (intent) await this.paymentUpdater.apply(tx, payment.id, intent);
      return this.chargebackUpdater.apply(tx, payment.id, seen);
    };
  }
}
