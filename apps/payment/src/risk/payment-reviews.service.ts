import { Injectable } from '@nestjs/common';
import { Id, newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { paymentRpc, riskErrors } from '@edu/contracts-payment';
import { audit } from '@edu/identity';
import type { Call } from '@edu/messaging';
import { decodeCursor, idempotencyScope, idempotent, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import { WAKE_EARNINGS } from '../earning/wake-earnings.sql.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import { WITH_PARTS } from '../payment/payment.queries.ts';
import { toMoney, type PaymentWithParts } from '../payment/payment.row.ts';
import { LOCK_PAYMENT } from '../payment/payment.sql.ts';
import { refundable } from '../refund/refund.domain.ts';
import { RefundService } from '../refund/refund.service.ts';
import { riskPolicies } from './risk.policies.ts';
import { COUNT_WAITING } from './risk.sql.ts';
import { toReview, toRule, usersOf, type ReviewWithPayment } from './risk.row.ts';

const WITH_PAYMENT = { payment: { include: WITH_PARTS } } as const;

/** Payments that rules want a person to look at, and what people decide about them. */
@Injectable()
export class PaymentReviews {
  constructor(
    private readonly db: PaymentDb,
    private readonly names: AccountNames,
    private readonly refunds: RefundService,
    private readonly clock: Clock,
  ) {}

  async list(
    input: RpcInput<typeof paymentRpc.listPaymentReviews>,
    { actor: { userId } }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.listPaymentReviews>> {
    const [page, [count]] = await Promise.all([
      this.#page(input),
      this.db.query(COUNT_WAITING, { userId }),
    ]);
    return { ...page, waiting: count!.waiting };
  }

  async #page({ state, cursor, limit }: RpcInput<typeof paymentRpc.listPaymentReviews>) {
    const [before] = cursor ? decodeCursor(cursor, [Id]) : [];
    const rows = await this.db.prisma.riskReview.findMany({
      // Of what was never paid there is nothing to decide.
      where: {
        state,
        payment: { status: 'succeeded' },
        ...(before && { paymentId: { lt: before } }),
      },
      ...{ include: WITH_PAYMENT, orderBy: { paymentId: 'desc' }, take: limit + 1 },
    });
    const bookingIds = rows.flatMap(({ payment }) => payment.parts.map((part) => part.bookingId));
    const terms = await this.db.prisma.bookingTerms.findMany({
      where: { bookingId: { in: bookingIds } },
    });
    const names = await this.names.of(rows.flatMap((row) => usersOf(row, terms)));
    const about = {
      termsOf: (id: string) => terms.find(({ bookingId }) => bookingId === id),
      nameOf: (id: string) => names.get(id) ?? null,
    };
    return toPage(
      rows,
      limit,
      (row) => toReview(row, about),
      ({ paymentId }) => [paymentId],
    );
  }

  /** Those that hold, and those to come. */
  async rules(): Promise<RpcOutput<typeof paymentRpc.riskRules>> {
    const rows = await this.db.prisma.riskRule.findMany({
      where: { OR: [{ validUntil: null }, { validUntil: { gt: this.clock.now() } }] },
      orderBy: [{ kind: 'asc' }, { action: 'asc' }, { currency: 'asc' }, { validFrom: 'asc' }],
    });
    return { items: rows.map(toRule) };
  }

  /** @throws payment.review_not_found, review_own, review_decided; those of an Idempotency-Key */
  async decide(
    input: RpcInput<typeof paymentRpc.decidePaymentReview>,
    call: Call,
  ): Promise<RpcOutput<typeof paymentRpc.decidePaymentReview>> {
    const { id, decision, reason: words } = input;
    const { principal, requestId, actor } = call;
    const scope = idempotencyScope(paymentRpc.decidePaymentReview, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      const { payment } = await this.#open(tx, id, call);
      const state = decision === 'refund' ? 'refunded' : 'released';
      await tx.prisma.riskReview.update({
        where: { paymentId: id },
        // Here and not in the audit log, from which nothing can be erased: words may name people.
        data: { state, decidedBy: actor.userId, decidedAt: this.clock.now(), words },
      });
      if (state === 'refunded') await this.#sendBack(tx, payment);
      await tx.execute(WAKE_EARNINGS, { paymentId: id });
      const subject = { kind: 'payment', id };
      await audit(tx, { principal, action: `payment_review.${state}`, subject, requestId });
      return { id };
    });
  }

  /** A paid one that waits for somebody like the caller; nobody else decides about it meanwhile. */
  async #open(tx: PaymentTx, id: string, { principal }: Call): Promise<ReviewWithPayment> {
    await tx.execute(LOCK_PAYMENT, { id });
    const row = await tx.prisma.riskReview.findFirst({
      where: { paymentId: id, payment: { status: 'succeeded' } },
      include: WITH_PAYMENT,
    });
    const terms = await tx.prisma.bookingTerms.findMany({
      where: { bookingId: { in: row?.payment.parts.map(({ bookingId }) => bookingId) ?? [] } },
    });
    const providerIds = terms.map(({ providerId }) => providerId);
    const found = riskPolicies.check(
      'payment_review.decide',
      principal,
      row && { ...row, providerIds },
    );
    if (found.state !== 'open') throw riskErrors.reviewDecided();
    return found;
  }

  /** All that has not gone back yet. Booking calls off what is to come once it has. */
  async #sendBack(
    tx: PaymentTx,
    { id: paymentId, parts, currency }: PaymentWithParts,
  ): Promise<void> {
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId } });
    for (const { bookingId, amount } of parts) {
      const others = refunds.filter((refund) => refund.bookingId === bookingId);
      const left = refundable(amount, amount, others);
      if (left <= 0n) continue;
      await this.refunds.request(tx, {
        ...{ refundRequestId: newId(), bookingId, paymentId, reason: 'turned_down' },
        amount: toMoney({ amount: left, currency }),
      });
    }
  }
}
