import { Injectable } from '@nestjs/common';
import { newId, type EventData } from '@edu/contract-kit';
import type { bookingEvents } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { Cases } from '../case/cases.ts';
import type { PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { askedOf } from '../payment/payment.row.ts';
import type { Refund as RefundRow } from '../generated/prisma/client.ts';
import { RefundBooks } from './refund-books.ts';
import { refundable, whereTo } from './refund.domain.ts';

/** A lesson's booking asks for it, or whoever turned its payment down. */
type RefundDue = Omit<EventData<typeof bookingEvents.refundDue>, 'reason'> & {
  readonly reason: string;
};

@Injectable()
export class RefundService {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly books: RefundBooks,
    private readonly cases: Cases,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down that money has to go back; the worker sends what came from the psp, and what was credit is
   * credit again. Asked twice with one request id, it goes back once.
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
    const all = await tx.prisma.refund.findMany({ where: { paymentId } });
    const refunds = all.filter((refund) => refund.bookingId === bookingId);
    if (refunds.some((refund) => refund.requestId === requestId)) return;
    const back = refundable(part.amount, BigInt(amount.amount), refunds);
    if (back < BigInt(amount.amount)) {
      await this.cases.open(tx, {
        ...{ kind: 'refund_short', subject: requestId, paymentId },
        detail: 'less is left to refund than was asked for',
      });
    }
    const { psp, credit } = whereTo(back, askedOf(payment).amount, all);
    const asked = { requestId, bookingId, paymentId, reason, currency: payment.currency };
    const make = (amount: bigint, more: Pick<RefundRow, 'cameFrom' | 'dueAt'>) =>
      tx.prisma.refund.create({ data: { id: newId(), ...asked, amount, ...more } });
    if (psp > 0n) await make(psp, { cameFrom: 'psp', dueAt: this.clock.now() });
    if (credit > 0n) {
      const row = await make(credit, { cameFrom: 'credit', dueAt: null });
      await this.books.book(tx, payment, row, { way: 'credit' });
    }
  }
}
