import { Injectable } from '@nestjs/common';
import { newId, type EventData } from '@edu/contract-kit';
import type { bookingEvents } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { Cases } from '../case/cases.ts';
import type { PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { refundable } from './refund.domain.ts';

type RefundDue = EventData<typeof bookingEvents.refundDue>;

@Injectable()
export class RefundService {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly cases: Cases,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down that money has to go back; the worker sends it. Asked twice with one request id, it
   * goes back once.
   *
   * @throws Error when the request does not fit the payment: it ends in the dead letters, for people
   */
  async request(tx: PaymentTx, due: RefundDue): Promise<void> {
    const { refundRequestId: requestId, bookingId, paymentId, reason, amount } = due;
    const payment = await this.payments.lock(tx, paymentId);
    const part = payment.parts.find((one) => one.bookingId === bookingId);
    if (!part || payment.currency !== amount.currency) {
      throw new Error(`the refund of booking ${bookingId} does not fit payment ${paymentId}`);
    }
    if (payment.status !== 'succeeded') throw new Error(`payment ${paymentId} has no money`);
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    if (refunds.some((refund) => refund.requestId === requestId)) return;
    const back = refundable(part.amount, BigInt(amount.amount), refunds);
    if (back < BigInt(amount.amount)) {
      await this.cases.open(tx, {
        ...{ kind: 'refund_short', subject: requestId, paymentId },
        detail: 'less is left to refund than was asked for',
      });
    }
    if (back === 0n) return;
    await tx.prisma.refund.create({
      data: {
        id: newId(),
        requestId,
        bookingId,
        paymentId,
        reason,
        amount: back,
        currency: payment.currency,
        dueAt: this.clock.now(),
      },
    });
  }
}
