import { Injectable } from '@nestjs/common';
import { paymentEvents, type PaymentStatus } from '@edu/contracts-payment';
import { outboxRow } from '@edu/persistence';
import { Clock, Log } from '@edu/service';
import { PaymentConfig } from '../app.config.ts';
import { Prisma, type Payment as PaymentRow } from '../generated/prisma/client.ts';
import { Cases } from '../case/cases.ts';
import { charge, creditReleased, creditTakenAgain } from '../ledger/ledger.domain.ts';
import { hasCredit } from '../ledger/balances.ts';
import { post } from '../ledger/ledger.ts';
import { postingValues } from '../ledger/ledger.sql.ts';
import { PaymentDb, type PaymentTx } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import { digestOfCard } from '../risk/risk.domain.ts';
import { SEE_PAID } from '../risk/risk.sql.ts';
import { isGivenUp, moveForward, OPEN_STATUSES, settle } from './payment.domain.ts';
import { PaymentQueries, WITH_PARTS } from './payment.queries.ts';
import { chargedOf, statusOf, toMoney, type PaymentWithParts } from './payment.row.ts';
import { CHARGE, type SeenPayment } from './payment.sql.ts';

/** One prompt, and one fresh try. */
const HELD_PROMPTS = 2;

const MISMATCHES = {
  amount_mismatch: 'the psp received another amount than was asked for',
  credit_gone: 'it was paid late, and the credit that paid the rest is spent',
} as const;

export type Outcome = 'applied' | 'ignored' | 'mismatch';

type Paid = Pick<PaymentRow, 'id' | 'bookingId' | 'psp' | 'amount' | 'currency'> & {
  readonly parts: readonly { readonly bookingId: string; readonly amount: bigint | number }[];
};

/**
 * Brings a payment up to what its psp says. Webhook, janitor and request all end here, under the
 * lock of the payment's row, so that each fact has its effect once, in whatever order it comes.
 */
@Injectable()
export class PaymentUpdater {
  constructor(
    private readonly db: PaymentDb,
    private readonly queries: PaymentQueries,
    private readonly cases: Cases,
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * The usual case, a payment that was open and has succeeded, in one round trip with the event that
   * brought the news.
   *
   * @returns false when it is another case, or the payment has changed since `row` was read
   */
  async charge(seen: SeenPayment, intent: PspIntent, pspEventId: string): Promise<boolean> {
    const row = numbersOf(seen);
    const status = statusOf(row);
    const charged = chargedOf(row);
    if (settle({ ...charged, status }, intent) !== 'succeeded') return false;
    if (row.creditAmount > 0n && isGivenUp(status)) return false;
    const moved = await this.db.query(CHARGE, {
      ...postingValues(charge({ ...row, charged })),
      card: this.cardOf(row, intent),
      paymentId: row.id,
      seenStatus: row.status,
      pspRef: intent.ref,
      events: JSON.stringify([outboxRow(paymentEvents.succeeded, this.success(row))]),
      pspEventId,
    });
    if (moved.length === 0) return false;
    this.db.outboxChanged();
    this.log.info({ paymentId: row.id, bookingId: row.bookingId }, 'payment succeeded');
    return true;
  }

  async apply(
    tx: PaymentTx,
    paymentId: string,
    intent: PspIntent,
  ): Promise<{ row: PaymentWithParts; outcome: Outcome }> {
    const row = await this.queries.lock(tx, paymentId);
    if (row.pspRef && row.pspRef !== intent.ref) {
      await this.cases.open(tx, {
        ...{ kind: 'second_object', subject: intent.ref, paymentId },
        detail: 'the psp has a second intent of one payment',
      });
      return { row, outcome: 'ignored' };
    }
    const next = settle({ ...chargedOf(row), status: statusOf(row) }, intent);
    if (next === 'mismatch' || (next === 'succeeded' && !(await this.hasItsCredit(tx, row)))) {
      const kind = next === 'mismatch' ? 'amount_mismatch' : 'credit_gone';
      return { row: await this.mismatch(tx, row, kind), outcome: 'mismatch' };
    }
    if (!next) return { row: await this.follow(tx, row, intent), outcome: 'ignored' };
    const moved = await this.move(tx, row, next, {
      pspRef: intent.ref,
      ...(intent.reason && { failureReason: intent.reason }),
      ...promptOf(intent),
      ...(intent.pageOnce && { pageUrl: intent.pageOnce }),
      ...noticeOf(intent),
    });
    if (next === 'pending') await this.prompted(tx, moved);
    if (next === 'succeeded') await this.succeeded(tx, moved, intent);
    if (next === 'canceled') await this.emitFailed(tx, moved, intent.reason ?? 'canceled');
    return { row: moved, outcome: 'applied' };
  }

  /**
   * The psp refused to open this payment, or knows of none.
   *
   * @param lookAgainMs when an order that is under way must have arrived
   */
  async fail(
    tx: PaymentTx,
    paymentId: string,
    reason: string,
    lookAgainMs?: number,
  ): Promise<void> {
    const row = await this.queries.lock(tx, paymentId);
    if (moveForward(statusOf(row), 'failed')) {
      const failed = await this.move(tx, row, 'failed', { failureReason: reason });
      if (lookAgainMs !== undefined) {
        const orderedUntil = new Date(this.clock.now().getTime() + lookAgainMs);
        await this.ask(tx, row, { orderedUntil, dueAt: orderedUntil });
      }
      await this.emitFailed(tx, failed, reason);
    } else if (isGivenUp(statusOf(row)) && !row.pspRef) {
      const mayArrive = row.orderedUntil !== null && row.orderedUntil > this.clock.now();
      await this.ask(tx, row, { dueAt: mayArrive ? row.orderedUntil : null });
    }
  }

  /** Of one that was given up the credit has been released: it is taken again, unless it is spent. */
  private async hasItsCredit(tx: PaymentTx, row: PaymentWithParts): Promise<boolean> {
    const { payerId, creditAmount, currency } = row;
    if (creditAmount === 0n || !isGivenUp(statusOf(row))) return true;
    if (!(await hasCredit(tx, payerId, { amount: creditAmount, currency }))) return false;
    await post(tx, creditTakenAgain(row));
    return true;
  }

  /**
   * A payment that was given up here and is open at its psp is asked about until it is over there too: somebody
   * may pay it yet. Any other that is final is not asked about any more.
   */
  private async follow(
    tx: PaymentTx,
    row: PaymentWithParts,
    intent: PspIntent,
  ): Promise<PaymentWithParts> {
    const { status, ref: pspRef } = intent;
    if (OPEN_STATUSES.includes(statusOf(row))) return row;
    const isOpen = status === 'pending' && isGivenUp(statusOf(row));
    if (!isOpen && !row.dueAt) return row;
    const dueAt = isOpen ? (row.dueAt ?? this.clock.now()) : null;
    return this.ask(tx, row, { pspRef, dueAt, ...noticeOf(intent) });
  }

  private ask(
    tx: PaymentTx,
    { id }: PaymentRow,
    data: Prisma.PaymentUpdateInput & { readonly dueAt: Date | null },
  ): Promise<PaymentWithParts> {
    return tx.prisma.payment.update({ where: { id }, include: WITH_PARTS, data });
  }

  private async move(
    tx: PaymentTx,
    row: PaymentRow,
    status: PaymentStatus,
    data: Prisma.PaymentUpdateInput,
  ): Promise<PaymentWithParts> {
    const { id, creditAmount } = row;
    const open = status === 'pending';
    if (creditAmount > 0n && isGivenUp(status)) await post(tx, creditReleased(row));
    return tx.prisma.payment.update({
      where: { id },
      include: WITH_PARTS,
      data: {
        ...data,
        status,
        updatedAt: this.clock.now(),
        ...(!open && { dueAt: null, payer: Prisma.DbNull, pageUrl: null }),
      },
    });
  }

  /** Whoever holds the slot holds it as long as the prompt lives. More than one fresh try does not hold it. */
  private async prompted(tx: PaymentTx, row: PaymentWithParts): Promise<void> {
    const { id: paymentId, bookingId, promptEndsAt, parts } = row;
    if (!promptEndsAt) return;
    const lessons = parts.map((part) => part.bookingId);
    // From whichever of their pages it was asked for.
    const isOfThem = { some: { bookingId: { in: lessons } } };
    const where = { promptEndsAt: { not: null }, parts: isOfThem };
    if ((await tx.prisma.payment.count({ where })) > HELD_PROMPTS) return;
    const until = promptEndsAt.toISOString();
    await tx.emit(paymentEvents.prompted, { paymentId, bookingId, until, lessons });
  }

  private async succeeded(tx: PaymentTx, row: PaymentWithParts, intent: PspIntent): Promise<void> {
    await post(tx, charge({ ...row, charged: chargedOf(row) }));
    await tx.execute(SEE_PAID, { paymentId: row.id, card: this.cardOf(row, intent) });
    await tx.emit(paymentEvents.succeeded, this.success(row));
    this.log.info({ paymentId: row.id, bookingId: row.bookingId }, 'payment succeeded');
  }

  /** What the rules of risk know its card by. */
  private cardOf({ psp }: Pick<PaymentRow, 'psp'>, { card }: PspIntent): Uint8Array | null {
    const { NUMBER_SECRET: secret } = this.config;
    return secret && card ? digestOfCard(secret, psp, card) : null;
  }

  private success(row: Paid) {
    return {
      paymentId: row.id,
      bookingId: row.bookingId,
      amount: toMoney(row),
      psp: row.psp,
      parts: row.parts.map(({ bookingId, amount }) => ({
        bookingId,
        amount: toMoney({ ...row, amount: BigInt(amount) }),
      })),
      at: this.clock.now().toISOString(),
    };
  }

  private emitFailed(tx: PaymentTx, row: PaymentRow, reason: string): Promise<void> {
    const { id: paymentId, bookingId } = row;
    return tx.emit(paymentEvents.failed, { paymentId, bookingId, amount: toMoney(row), reason });
  }

  /** Other money than was asked for: for people to look at, and asked about again until then. */
  private async mismatch(
    tx: PaymentTx,
    { id }: PaymentRow,
    kind: 'amount_mismatch' | 'credit_gone',
  ): Promise<PaymentWithParts> {
    const detail = MISMATCHES[kind];
    await this.cases.open(tx, { kind, subject: id, paymentId: id, detail });
    const data = { failureReason: kind };
    return tx.prisma.payment.update({ where: { id }, include: WITH_PARTS, data });
  }
}

/** With what the database says of sums as numbers. */
function numbersOf(seen: SeenPayment) {
  const { amount, creditAmount, chargedAmount } = seen;
  return {
    ...seen,
    ...{ amount: BigInt(amount), creditAmount: BigInt(creditAmount) },
    chargedAmount: chargedAmount === null ? null : BigInt(chargedAmount),
  };
}

function promptOf({ next }: PspIntent): { promptEndsAt?: Date } {
  return next?.kind === 'push' && next.expiresAt ? { promptEndsAt: new Date(next.expiresAt) } : {};
}

function noticeOf({ noticeDigest }: PspIntent): { noticeDigest?: string } {
  return noticeDigest ? { noticeDigest } : {};
}
