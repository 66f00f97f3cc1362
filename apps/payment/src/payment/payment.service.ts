import { Injectable } from '@nestjs/common';
import { Problem, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { bookingRpc, type Booking } from '@edu/contracts-booking';
import { paymentErrors, paymentRpc } from '@edu/contracts-payment';
import { RpcClient, type Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { PspRefused, PspUncertain, type PspIntent } from '../psp/psp.ts';
import { PspRegistry } from '../psp/psp.registry.ts';
import { IntentService } from './intent.service.ts';
import { PaymentQueries } from './payment.queries.ts';
import { toPayment } from './payment.row.ts';
import { PaymentUpdater } from './payment.updater.ts';

type Intent = RpcOutput<typeof paymentRpc.createIntent>;

@Injectable()
export class PaymentService {
  constructor(
    private readonly db: PaymentDb,
    private readonly rpc: RpcClient,
    private readonly psps: PspRegistry,
    private readonly queries: PaymentQueries,
    private readonly intents: IntentService,
    private readonly updater: PaymentUpdater,
  ) {}

  /**
   * The psp is asked between two short transactions, never inside one. What makes that safe to
   * repeat at any point: one open payment per booking, and an idempotency key of that payment at
   * the psp. The answer is stored with the last step.
   */
  async createIntent(input: RpcInput<typeof paymentRpc.createIntent>, call: Call): Promise<Intent> {
    const scope = idempotencyScope(paymentRpc.createIntent, call, input);
    const stored = await findStoredAnswer<Intent>(this.db, scope, call);
    if (stored) return stored;
    const psp = this.psps.get(input.psp);
    const booking = await this.rpc.call(bookingRpc.getPayable, { id: input.bookingId });
    const { payment, intent } = await this.openIntent(booking, psp.id);
    return idempotent(this.db, scope, call, async (tx) => {
      const { row } = await this.updater.apply(tx, payment.id, intent);
      return { ...toPayment(row), ...intent.client };
    });
  }

  private async openIntent(
    { id: bookingId, learnerId: payerId, price }: Booking,
    psp: string,
  ): Promise<{ payment: PaymentRow; intent: PspIntent }> {
    if (price.amount === 0) throw paymentErrors.refused(); // there is nothing to pay
    for (let tries = 1; ; tries++) {
      const payment = await this.queries.open({ bookingId, payerId, psp, price });
      const intent = await this.intents.current(payment).catch((error: unknown) => {
        throw problemOf(error);
      });
      if (intent.status !== 'canceled' || tries === 2) return { payment, intent };
      // Nobody can pay a canceled intent: it makes room for another.
      await this.db.tx((tx) => this.updater.apply(tx, payment.id, intent));
    }
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (error instanceof PspRefused) return paymentErrors.refused({ cause: error });
  if (error instanceof PspUncertain) return paymentErrors.pspUnavailable({ cause: error });
  return error;
}
