import { Injectable } from '@nestjs/common';
import { newId } from '@edu/contract-kit';
import { paymentEvents } from '@edu/contracts-payment';
import { statement } from '@edu/persistence';
import { Clock, Log } from '@edu/service';
import { Cases } from '../case/cases.ts';
import type { ChargebackPart as PartRow } from '../generated/prisma/client.ts';
import { WAKE_EARNINGS } from '../earning/wake-earnings.sql.ts';
import { payableTo, reservedOf } from '../ledger/balances.ts';
import { heldOf, post, refundedOf, taxesOf } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { sameSum } from '../payment/payment.domain.ts';
import { partsInTime } from '../payment/parts-in-time.ts';
import { PaymentQueries } from '../payment/payment.queries.ts';
import { chargedOf, toMoney, type PaymentWithParts } from '../payment/payment.row.ts';
import type { Outcome } from '../payment/payment.updater.ts';
import type { PspDispute } from '../psp/psp.ts';
import { priceTaken } from '../refund/charged-left.ts';
import { RefundBooks } from '../refund/refund-books.ts';
import { isWaiting, refundable, spread } from '../refund/refund.domain.ts';
import { takeReserved } from '../reserve/take-reserved.ts';
import { ChargebackFees } from './chargeback-fees.ts';
import { bearerOf, chargebackStep, frozenOf, least } from './chargeback.domain.ts';
import { chargedBack, takenBy } from './charged-back.ts';
import { freeze, loss, reinstatement, release, withdrawal } from './chargeback.postings.ts';
import { KEPT_MS, PARTS, stateOf, toLesson, type ChargebackWithParts } from './chargeback.row.ts';

/** What waited for the bank goes on now. */
const WAKE_REFUNDS = statement(
  { paymentId: 'uuid' },
  `UPDATE refund SET due_at = now() WHERE payment_id = :paymentId AND due_at IS NOT NULL`,
);

/**
 * Brings chargebacks up to what the psp says, under the lock of their payment's row: state, books and events
 * in one transaction, in whatever order and however often the news comes.
 */
@Injectable()
export class ChargebackUpdater {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly cases: Cases,
    private readonly refunds: RefundBooks,
    private readonly fees: ChargebackFees,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async apply(tx: PaymentTx, paymentId: string, seen: PspDispute): Promise<Outcome> {
    const payment = await this.payments.lock(tx, paymentId);
    const known = await tx.prisma.chargeback.findFirst({
      where: { psp: payment.psp, pspRef: seen.ref },
      include: PARTS,
    });
    const { currency } = chargedOf(payment);
    const isOurs = sameSum(known ? chargedOf(known) : { ...seen.sum, currency }, seen.sum);
    if (payment.status !== 'succeeded' || !isOurs) {
      const { sum, ref: subject } = seen;
      const detail = `disputed at ${payment.psp}: ${sum.amount} ${sum.currency}`;
      await this.cases.open(tx, { kind: 'dispute', subject, paymentId, detail });
      return 'mismatch';
    }
    const row = known ?? (await this.open(tx, payment, seen));
    const step = chargebackStep(stateOf(row), seen.state);
    if (step === 'contradict') {
      const detail = `the psp says ${seen.state} of a chargeback that was ${row.state}`;
      const subject = `${row.id} ${seen.state}`;
      await this.cases.open(tx, { kind: 'chargeback_contradicted', subject, paymentId, detail });
      return 'mismatch';
    }
    const isWithdrawn = await this.withdraw(tx, row, seen);
    const isNews = (await this.fees.book(tx, row, seen)) || isWithdrawn;
    if (step === 'answer') await this.answered(tx, row);
    if (step === 'close') await this.close(tx, payment, row, seen.state as 'won' | 'lost');
    return known && !isNews && step === 'wait' ? 'ignored' : 'applied';
  }

  /** Whatever of it is still there is frozen. */
  private async open(
    tx: PaymentTx,
    payment: PaymentWithParts,
    seen: PspDispute,
  ): Promise<ChargebackWithParts> {
    const { id: paymentId, psp, currency } = payment;
    const { ref: pspRef, reason, answerBy, openedAt, sum } = seen;
    const ofPrice = await priceTaken(tx, payment, sum.amount);
    const amount = ofPrice ?? sum.amount;
    const charged = { chargedAmount: sum.amount, chargedCurrency: sum.currency };
    const row = await tx.prisma.chargeback.create({
      data: {
        ...{ id: newId(), paymentId, psp, pspRef, reason, answerBy, openedAt },
        ...{ amount, currency, dueAt: this.clock.now() },
        ...(ofPrice !== null && charged),
      },
    });
    const parts: PartRow[] = [];
    for (const part of await this.spread(tx, payment, amount)) {
      parts.push(await this.freeze(tx, payment, row.id, part));
    }
    const opened = { ...row, parts };
    await tx.emit(paymentEvents.chargebackOpened, {
      ...{ chargebackId: row.id, paymentId, payerId: payment.payerId },
      ...{ amount: toMoney(row), answerBy: answerBy?.toISOString() ?? null },
      lessons: parts.map((part) => toLesson(part, currency)),
    });
    this.log.warn({ chargebackId: row.id, paymentId, reason }, 'payment charged back');
    return opened;
  }

  /** Of which lessons it is: those first that nobody has earned. */
  private async spread(tx: PaymentTx, payment: PaymentWithParts, amount: bigint) {
    const { parts, termsOf } = await partsInTime(tx, payment.parts);
    const gone = await tx.prisma.chargebackPart.findMany({
      where: { paymentId: payment.id, chargeback: { state: { not: 'won' } } },
    });
    const partOf = (id: string) => parts.find(({ bookingId }) => bookingId === id)!;
    const takenOf = (id: string) =>
      gone.reduce(
        (sum, part) => sum + (part.bookingId === id ? part.amount : 0n),
        partOf(id).refundedAmount,
      );
    return spread(amount, parts, takenOf).map((part) => ({
      ...part,
      sharedOut: partOf(part.bookingId).earnedAmount,
      terms: termsOf(part.bookingId),
    }));
  }

  /** What is left to freeze of one lesson; one after the other, as several may be one provider's. */
  private async freeze(
    tx: PaymentTx,
    { id: paymentId, psp, payerId, currency }: PaymentWithParts,
    chargebackId: string,
    { bookingId, amount, sharedOut, terms }: Awaited<ReturnType<typeof this.spread>>[number],
  ): Promise<PartRow> {
    if (!terms) throw new Error(`the terms of lesson ${bookingId} are not known`);
    const { providerId, commissionBps } = terms;
    const frozen = frozenOf({
      ...{ amount, sharedOut, commissionBps },
      held: await heldOf(tx, { paymentId, bookingId }),
      taxes: await taxesOf(tx, bookingId),
      payable:
        (await payableTo(tx, providerId, currency)) + (await reservedOf(tx, providerId, currency)),
    });
    const whose = { providerId, currency };
    const reserved = await takeReserved(tx, whose, frozen.earned, this.clock.now());
    const data = {
      ...{ id: newId(), chargebackId, paymentId, bookingId, providerId, amount },
      ...{ ...frozen, reserved },
    };
    const posting = freeze({ ...data, psp, payerId, currency });
    if (posting.entries.length > 0) await post(tx, posting);
    return tx.prisma.chargebackPart.create({ data });
  }

  /** @returns whether it changed anything */
  private async withdraw(
    tx: PaymentTx,
    row: ChargebackWithParts,
    { isWithdrawn: isSeen, answerBy }: PspDispute,
  ): Promise<boolean> {
    const { id, isWithdrawn, answerBy: known, closedAt } = row;
    if (closedAt) return false;
    const isTaken = isSeen && !isWithdrawn;
    if (isTaken) await post(tx, withdrawal({ ...row, charged: chargedOf(row) }));
    if (!isTaken && answerBy?.getTime() === known?.getTime()) return false;
    const data = { answerBy, isWithdrawn: isWithdrawn || isSeen };
    await tx.prisma.chargeback.update({ where: { id }, data });
    return isTaken;
  }

  private async answered(tx: PaymentTx, { id }: ChargebackWithParts): Promise<void> {
    const data = { state: 'answered', decision: null, refusal: null };
    await tx.prisma.chargeback.update({ where: { id }, data });
  }

  private async close(
    tx: PaymentTx,
    payment: PaymentWithParts,
    row: ChargebackWithParts,
    state: 'won' | 'lost',
  ): Promise<void> {
    const { id, paymentId, psp, currency } = row;
    const { payerId } = payment;
    const { isWithdrawn } = await tx.prisma.chargeback.findUniqueOrThrow({ where: { id } });
    const bearer = bearerOf(row.reason);
    for (const part of row.parts) {
      const whose = { ...part, psp, payerId, currency };
      const posting =
        state === 'won'
          ? release(whose, least(part.held, await refundedOf(tx, part)))
          : loss(whose, bearer);
      if (posting.entries.length > 0) await post(tx, posting);
    }
    if (state === 'won' && isWithdrawn)
      await post(tx, reinstatement({ ...row, charged: chargedOf(row) }));
    if (state === 'lost') {
      const data = { borneBy: bearer };
      await tx.prisma.chargebackPart.updateMany({ where: { chargebackId: id }, data });
    }
    const closedAt = this.clock.now();
    const dueAt = new Date(closedAt.getTime() + KEPT_MS);
    const data = { state, closedAt, dueAt, decision: null, refusal: null };
    await tx.prisma.chargeback.update({ where: { id }, data });
    if (state === 'lost') await this.shortenWaiting(tx, payment);
    await tx.execute(WAKE_EARNINGS, { paymentId });
    await tx.execute(WAKE_REFUNDS, { paymentId });
    await tx.emit(paymentEvents.chargebackClosed, {
      ...{ chargebackId: id, paymentId, payerId, outcome: state, amount: toMoney(row) },
      borneBy: state === 'lost' ? bearer : null,
      lessons: row.parts.map((part) => toLesson(part, currency)),
    });
    this.log.info({ chargebackId: id, paymentId, state }, 'chargeback closed');
  }

  /** Nobody gets from the platform what their bank has given them. */
  private async shortenWaiting(tx: PaymentTx, payment: PaymentWithParts) {
    const { id: paymentId, parts } = payment;
    const refunds = await tx.prisma.refund.findMany({ where: { paymentId } });
    for (const row of refunds.filter(({ status }) => isWaiting(status))) {
      const part = parts.find(({ bookingId }) => bookingId === row.bookingId)!;
      const others = refunds.filter((one) => one !== row && one.bookingId === row.bookingId);
      const kept = part.amount - takenBy(await chargedBack(tx, row));
      await this.refunds.shorten(tx, payment, row, refundable(kept, row.amount, others));
    }
  }
}
