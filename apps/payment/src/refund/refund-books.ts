import { Injectable } from '@nestjs/common';
import { paymentEvents } from '@edu/contracts-payment';
import { Clock, Log } from '@edu/service';
import { Cases } from '../case/cases.ts';
import type { Payment as PaymentRow, Refund as RefundRow } from '../generated/prisma/client.ts';
import { refund, refundAsCredit, refundByHand, refundReversal } from '../ledger/ledger.domain.ts';
import { entriesOfRefund, heldOf, post } from '../ledger/ledger.ts';
import type { PaymentTx } from '../payment.db.ts';
import { chargedOf, toMoney } from '../payment/payment.row.ts';
import { COUNT_REFUND } from '../payment/payment.sql.ts';
import { vatBackIn } from '../tax/vat-back.ts';
import { shareFor } from './charged-left.ts';

/** How it is gone: sent back by the psp, given as credit, or sent by somebody of the team. */
export type Gone =
  | { readonly way: 'psp' | 'credit' }
  | { readonly way: 'hand'; readonly sentBy: string; readonly sentRef: string };

const POSTING = { psp: refund, credit: refundAsCredit, hand: refundByHand } as const;
const BY_PSP: Gone = { way: 'psp' };

/** What refunds do to state, books and events, in one transaction under the lock of their payment's row. */
@Injectable()
export class RefundBooks {
  constructor(
    private readonly cases: Cases,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** It is gone. */
  async book(tx: PaymentTx, payment: PaymentRow, row: RefundRow, gone = BY_PSP): Promise<void> {
    const { id: refundId, paymentId, bookingId, amount } = row;
    const { way } = gone;
    // What is given as credit stays at the psp.
    const share = way === 'credit' ? null : await shareFor(tx, payment, row);
    const moved = share ? { ...row, charged: chargedOf({ ...row, ...share }) } : row;
    const held = await heldOf(tx, row);
    await post(tx, POSTING[way](payment, moved, held, await vatBackIn(tx, row, amount - held)));
    const charged = share?.chargedAmount ?? 0n;
    const [counted] = await tx.query(COUNT_REFUND, { paymentId, bookingId, amount, charged });
    await this.update(tx, refundId, {
      ...{ ...gone, ...share },
      ...{ status: 'succeeded', failureReason: way === 'psp' ? null : row.failureReason },
    });
    await this.cases.close(tx, { kind: 'refund_owed', subject: refundId });
    const { total } = counted!;
    const foreign = row.requestId === null;
    await tx.emit(paymentEvents.refunded, {
      ...{ paymentId, bookingId, refundId, total, foreign, way },
      amount: toMoney(row),
    });
    this.log.info({ refundId, paymentId, bookingId, way }, 'payment refunded');
  }

  /** The money came back to us after all. */
  async reverse(tx: PaymentTx, row: RefundRow): Promise<void> {
    const { id, paymentId, bookingId, amount } = row;
    await post(tx, refundReversal(id, await entriesOfRefund(tx, id)));
    const charged = -(row.chargedAmount ?? 0n);
    await tx.query(COUNT_REFUND, { paymentId, bookingId, amount: -amount, charged });
  }

  /**
   * The psp will not send it back: its payer is asked. Whoever paid by a link has no account to be asked in,
   * and it is not whoever shared the link that is to have their money: a person sends it. Of one that nobody
   * here asked for a person has to know: the payer's money is with us and should not be.
   */
  async offer(
    tx: PaymentTx,
    { payerId, linkId }: PaymentRow,
    row: RefundRow,
    reason: string,
  ): Promise<void> {
    const { id: refundId, paymentId, bookingId, requestId } = row;
    if (requestId === null) {
      const found = { kind: 'refund_failed', subject: refundId, paymentId } as const;
      await this.cases.open(tx, { ...found, detail: `a refund failed: ${reason}` });
      return this.fail(tx, refundId, reason);
    }
    const offered = { failureReason: reason, offeredAt: this.clock.now() };
    if (linkId !== null) return this.owe(tx, row, offered);
    await this.update(tx, refundId, { status: 'offered', ...offered });
    await tx.emit(paymentEvents.refundOffered, {
      ...{ refundId, paymentId, bookingId, payerId, amount: toMoney(row) },
    });
    this.log.warn({ refundId, paymentId, reason }, 'the psp does not send a refund back');
  }

  /** Its payer waits for the money: a person has to know. */
  async owe(
    tx: PaymentTx,
    { id, paymentId }: RefundRow,
    since: Partial<RefundRow> = {},
  ): Promise<void> {
    await this.update(tx, id, { status: 'owed', ...since });
    await this.cases.open(tx, {
      ...{ kind: 'refund_owed', subject: id, paymentId },
      detail: 'a payer waits for a refund that no psp sends back',
    });
  }

  /**
   * The payer's bank has given them some of what waits for a choice or a person: no more than the rest goes
   * back, and where nothing is left it has ended.
   */
  async shorten(tx: PaymentTx, payment: PaymentRow, row: RefundRow, left: bigint): Promise<void> {
    const { id } = row;
    if (left >= row.amount) return;
    if (left > 0n) {
      const share = await shareFor(tx, payment, { ...row, amount: left }, false);
      return this.update(tx, id, { amount: left, ...share });
    }
    await this.cases.close(tx, { kind: 'refund_owed', subject: id });
    await this.fail(tx, id, 'charged_back');
  }

  async fail(tx: PaymentTx, id: string, failureReason: string): Promise<void> {
    await this.update(tx, id, { status: 'failed', failureReason });
  }

  private async update(tx: PaymentTx, id: string, data: Partial<RefundRow>): Promise<void> {
    const updatedAt = this.clock.now();
    await tx.prisma.refund.update({ where: { id }, data: { ...data, dueAt: null, updatedAt } });
  }
}
