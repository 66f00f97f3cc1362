import { Injectable } from '@nestjs/common';
import { Clock, Log } from '@edu/service';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRefused, PspUncertain, type PspIntent } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { isUnwanted, pspKey } from './payment.domain.ts';
import { toMoney } from './payment.row.ts';
import { PaymentUpdater } from './payment.updater.ts';

/** The psp's side of a payment. Talks to it outside of any transaction. */
@Injectable()
export class IntentService {
  constructor(
    private readonly db: PaymentDb,
    private readonly psps: PspRegistry,
    private readonly updater: PaymentUpdater,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Opens the intent, or asks what became of it; one that nobody wants any more is canceled. What
   * went wrong is noted on the payment before it is thrown.
   *
   * @throws PspRefused, PspUncertain
   */
  async current(payment: PaymentRow): Promise<PspIntent> {
    const psp = this.psps.get(payment.psp);
    try {
      const intent = payment.pspRef
        ? await psp.fetch(payment.pspRef)
        : await psp.createIntent({
            idempotencyKey: pspKey('intent', payment.id, payment.pspAttempt),
            paymentId: payment.id,
            bookingId: payment.bookingId,
            money: toMoney(payment),
          });
      const close = intent.status === 'pending' && isUnwanted(payment, this.clock.now());
      return close ? await psp.cancel(intent.ref) : intent;
    } catch (error) {
      await this.note(payment, error);
      throw error;
    }
  }

  private async note(payment: PaymentRow, error: unknown): Promise<void> {
    const { id, pspRef, pspAttempt } = payment;
    this.log.warn({ err: error, paymentId: id }, 'the psp gave no intent');
    if (pspRef) return; // its intent stands, whatever we could not ask just now
    if (error instanceof PspRefused) {
      await this.db.tx((tx) => this.updater.fail(tx, id, error.code));
    }
    if (!(error instanceof PspUncertain)) return;
    // Guarded, for another request may have got further meanwhile.
    await this.db.prisma.payment.updateMany({
      where: { id, status: 'created' },
      data: { status: 'unknown' },
    });
    if (!error.keyIsSpent) return;
    await this.db.prisma.payment.updateMany({
      where: { id, pspRef: null, pspAttempt },
      data: { pspAttempt: pspAttempt + 1 },
    });
  }
}
