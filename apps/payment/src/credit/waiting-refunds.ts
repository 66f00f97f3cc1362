import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import { creditErrors, paymentRpc } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { chargedBack, takenBy } from '../chargeback/charged-back.ts';
import type { Refund as RefundRow } from '../generated/prisma/client.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import type { PaymentWithParts } from '../payment/payment.row.ts';
import { RefundBooks } from '../refund/refund-books.ts';
import { isWaiting, refundable } from '../refund/refund.domain.ts';
import { creditPolicies } from './credit.policies.ts';

interface Waiting {
  readonly payment: PaymentWithParts;
  readonly refund: RefundRow;
}

/** What becomes of refunds that no psp sends back: their payers choose, and people send. */
@Injectable()
export class WaitingRefunds {
  constructor(
    private readonly db: PaymentDb,
    private readonly payments: PaymentQueries,
    private readonly books: RefundBooks,
  ) {}

  /** @throws payment.refund_not_found, refund_not_waiting, refund_with_bank; those of an Idempotency-Key */
  async choose(
    input: RpcInput<typeof paymentRpc.chooseRefund>,
    call: Call,
  ): Promise<RpcOutput<typeof paymentRpc.chooseRefund>> {
    const { id, as } = input;
    const scope = idempotencyScope(paymentRpc.chooseRefund, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const { payment, refund } = await this.lock(tx, id, 'refund.choose', call);
      if (as === 'credit') await this.books.book(tx, payment, refund, { way: 'credit' });
      else if (refund.status === 'offered') await this.books.owe(tx, refund);
      return { id, as };
    });
  }

  /**
   * @throws payment.refund_not_found, refund_own, refund_not_waiting, refund_with_bank; those of an
   *   Idempotency-Key
   */
  async send(
    input: RpcInput<typeof paymentRpc.sendRefund>,
    call: Call,
  ): Promise<RpcOutput<typeof paymentRpc.sendRefund>> {
    const { id, reference: sentRef } = input;
    const scope = idempotencyScope(paymentRpc.sendRefund, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const { payment, refund } = await this.lock(tx, id, 'refund.send', call);
      const { principal, requestId, actor } = call;
      const gone = { way: 'hand', sentBy: actor.userId, sentRef } as const;
      await this.books.book(tx, payment, refund, gone);
      const subject = { kind: 'refund', id };
      await audit(tx, { principal, action: 'refund.sent', subject, requestId, details: {} });
      return { id };
    });
  }

  /** The refund as it is, while it waits and neither we nor a bank have given its money back instead. */
  private async lock(
    tx: PaymentTx,
    id: string,
    action: 'refund.choose' | 'refund.send',
    { principal }: Call,
  ): Promise<Waiting> {
    const found = await tx.prisma.refund.findUnique({ where: { id }, include: { payment: true } });
    // Whoever shared a link has nothing to choose of what somebody else paid by it.
    const isTheirs = found !== null && (action === 'refund.send' || found.payment.linkId === null);
    creditPolicies.check(action, principal, isTheirs ? found.payment : null);
    const { paymentId, bookingId } = found!;
    const payment = await this.payments.lock(tx, paymentId);
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId, bookingId } });
    const refund = refunds.find((row) => row.id === id)!;
    const others = refunds.filter((row) => row !== refund);
    const part = payment.parts.find((one) => one.bookingId === bookingId)!;
    const charged = await chargedBack(tx, refund);
    const kept = part.amount - takenBy(charged);
    const isLeft = refundable(kept, refund.amount, others) === refund.amount;
    if (!isWaiting(refund.status) || !isLeft) throw creditErrors.refundNotWaiting();
    if (charged.some(({ isOpen }) => isOpen)) throw creditErrors.refundWithBank();
    return { payment, refund };
  }
}
