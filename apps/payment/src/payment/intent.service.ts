import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import {
  ProviderRefused,
  ProviderUncertain,
  type ProviderIntent,
} from '../provider/payment-provider.ts';
import { PaymentProviders } from '../provider/provider.registry.ts';
import { isUnwanted, providerKey } from './payment.domain.ts';
import { toMoney } from './payment.row.ts';
import { PaymentSettlement } from './payment.settlement.ts';

/** The provider's side of a payment. Talks to it outside of any transaction. */
@Injectable()
export class IntentService {
  constructor(
    private readonly db: PaymentDb,
    private readonly providers: PaymentProviders,
    private readonly settlement: PaymentSettlement,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Opens the intent, or asks what became of it; one that nobody wants any more is canceled. What
   * went wrong is noted on the payment before it is thrown.
   *
   * @throws ProviderRefused, ProviderUncertain
   */
  async current(payment: PaymentRow): Promise<ProviderIntent> {
    const provider = this.providers.get(payment.provider);
    try {
      const intent = payment.providerRef
        ? await provider.fetch(payment.providerRef)
        : await provider.createIntent({
            idempotencyKey: providerKey('intent', payment.id, payment.providerAttempt),
            paymentId: payment.id,
            bookingId: payment.bookingId,
            money: toMoney(payment),
          });
      const close = intent.status === 'pending' && isUnwanted(payment, this.clock.now());
      return close ? await provider.cancel(intent.ref) : intent;
    } catch (error) {
      await this.note(payment, error);
      throw error;
    }
  }

  private async note(payment: PaymentRow, error: unknown): Promise<void> {
    const { id, providerRef, providerAttempt } = payment;
    this.log.warn({ err: error, paymentId: id }, 'the payment provider gave no intent');
    if (providerRef) return; // its intent stands, whatever we could not ask just now
    if (error instanceof ProviderRefused) {
      await this.db.tx((tx) => this.settlement.fail(tx, id, error.code));
    }
    if (!(error instanceof ProviderUncertain)) return;
    // Guarded, for another request may have got further meanwhile.
    await this.db.prisma.payment.updateMany({
      where: { id, status: 'created' },
      data: { status: 'unknown' },
    });
    if (!error.keyIsSpent) return;
    await this.db.prisma.payment.updateMany({
      where: { id, providerRef: null, providerAttempt },
      data: { providerAttempt: providerAttempt + 1 },
    });
  }
}
